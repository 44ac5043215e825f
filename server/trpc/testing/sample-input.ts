import { z } from "zod";

type JsonSchema = {
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  minItems?: number;
  minLength?: number;
  minimum?: number;
  pattern?: string;
  default?: unknown;
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
};

/** Gives the value for an id field, by its name (`schoolId`, `teacherId`, `id`, `ids`), or undefined for a made-up one. */
export type IdFor = (field: string) => string;

/**
 * An input the schema accepts, with every id taken from `idFor`: what an attacker who knows the victim's ids would send.
 * `full` fills optional fields too, so that every reference is tried; `lean` leaves them out, so that no filter hides rows.
 */
export function sampleInput(
  schema: z.ZodType | undefined,
  idFor: IdFor,
  kind: "full" | "lean" = "full",
): unknown {
  return schema && sampleOf(jsonSchemaOf(schema), "id", makingOf(schema, idFor, kind, 0), 0);
}

/** Full inputs, as many as the widest union of the schema has branches: between them each branch of each is taken. */
export function sampleInputs(schema: z.ZodType | undefined, idFor: IdFor): unknown[] {
  if (!schema) return [undefined];
  const inputs: unknown[] = [];
  let width = 1;
  for (let turn = 0; turn < width; turn++) {
    const making = makingOf(schema, idFor, "full", turn);
    inputs.push(sampleOf(making.root, "id", making, 0));
    width = Math.max(width, making.widest);
  }
  return inputs;
}

type Making = {
  idFor: IdFor;
  root: JsonSchema;
  lean: boolean;
  /** Which branch of each union is taken, modulo their number. */
  turn: number;
  /** Branches of the widest union met so far. */
  widest: number;
};

const makingOf = (schema: z.ZodType, idFor: IdFor, kind: "full" | "lean", turn: number): Making => ({
  idFor,
  root: jsonSchemaOf(schema),
  lean: kind === "lean",
  turn,
  widest: 1,
});

const converted = new WeakMap<z.ZodType, JsonSchema>();

function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  const known = converted.get(schema);
  if (known) return known;
  const made = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JsonSchema;
  converted.set(schema, made);
  return made;
}

function sampleOf(schema: JsonSchema, field: string, making: Making, depth: number): unknown {
  if (depth > 12) return null;
  if (schema.$ref) {
    const target = making.root.$defs?.[schema.$ref.split("/").at(-1) ?? ""] ?? making.root;
    return sampleOf(target, field, making, depth + 1);
  }
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const branch = branchOf(schema, making);
  if (branch) return sampleOf(branch, field, making, depth + 1);
  if (schema.allOf) {
    return Object.assign({}, ...schema.allOf.map((one) => sampleOf(one, field, making, depth + 1)));
  }
  const type = Array.isArray(schema.type) ? schema.type.find((one) => one !== "null") : schema.type;
  switch (type) {
    case "object":
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([name]) => wanted(schema, name, making))
          .map(([name, one]) => [name, sampleOf(one, name, making, depth + 1)]),
      );
    case "array":
      return Array.from({ length: Math.max(1, schema.minItems ?? 0) }, () =>
        sampleOf(schema.items ?? {}, field.replace(/s$/, ""), making, depth + 1),
      );
    case "integer":
    case "number":
      return Math.max(1, schema.minimum ?? 1);
    case "boolean":
      return true;
    case "string":
      return textOf(schema, field, making.idFor);
    default:
      return {};
  }
}

function branchOf(schema: JsonSchema, making: Making): JsonSchema | undefined {
  const branches = schema.anyOf ?? schema.oneOf ?? [];
  const telling = branches.filter((one) => one.type !== "null");
  making.widest = Math.max(making.widest, telling.length);
  return telling[making.turn % Math.max(1, telling.length)] ?? branches[0];
}

const wanted = (schema: JsonSchema, name: string, { lean }: Making): boolean =>
  name !== "cursor" && (!lean || (schema.required?.includes(name) ?? false) || /Id$/.test(name));

/** Texts that between them fit the patterns in use; a schema that none fits fails the matrix's own test. */
const candidates = [
  "a sample text",
  "sample",
  "Sample",
  "en",
  "08:00",
  "2026-09-01T08:00:00.000Z",
  "2026-09-01T08:00:00.000000Z",
  "2026-09-01",
  "#336699",
  "EUR",
  "NL",
];

function textOf(schema: JsonSchema, field: string, idFor: IdFor): string {
  if (schema.format === "uuid") return idFor(field);
  if (schema.format === "email") return "mallory@example.org";
  if (schema.format === "uri") return "https://example.org/";
  if (/timeZone/i.test(field)) return "UTC";
  if (/id$/i.test(field) && !schema.pattern) return idFor(field);
  const pattern = new RegExp(schema.pattern ?? "", "u");
  const fitting = candidates.find((one) => pattern.test(one) && one.length >= (schema.minLength ?? 0));
  return fitting ?? candidates[0]?.padEnd(schema.minLength ?? 0, "x") ?? "";
}
