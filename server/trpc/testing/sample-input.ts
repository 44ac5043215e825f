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
 * Optional fields are filled too, so that every reference is tried.
 */
export function sampleInput(schema: z.ZodType | undefined, idFor: IdFor): unknown {
  if (!schema) return undefined;
  const root = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JsonSchema;
  return sampleOf(root, "id", idFor, root, 0);
}

function sampleOf(schema: JsonSchema, field: string, idFor: IdFor, root: JsonSchema, depth: number): unknown {
  if (depth > 12) return null;
  if (schema.$ref) {
    const target = root.$defs?.[schema.$ref.split("/").at(-1) ?? ""] ?? root;
    return sampleOf(target, field, idFor, root, depth + 1);
  }
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const branch = (schema.anyOf ?? schema.oneOf)?.find((one) => one.type !== "null") ?? schema.anyOf?.[0];
  if (branch) return sampleOf(branch, field, idFor, root, depth + 1);
  if (schema.allOf) {
    return Object.assign({}, ...schema.allOf.map((one) => sampleOf(one, field, idFor, root, depth + 1)));
  }
  const type = Array.isArray(schema.type) ? schema.type.find((one) => one !== "null") : schema.type;
  switch (type) {
    case "object":
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, one]) => [
          name,
          sampleOf(one, name, idFor, root, depth + 1),
        ]),
      );
    case "array":
      return Array.from({ length: Math.max(1, schema.minItems ?? 0) }, () =>
        sampleOf(schema.items ?? {}, field.replace(/s$/, ""), idFor, root, depth + 1),
      );
    case "integer":
    case "number":
      return Math.max(1, schema.minimum ?? 1);
    case "boolean":
      return true;
    case "string":
      return textOf(schema, field, idFor);
    default:
      return {};
  }
}

function textOf(schema: JsonSchema, field: string, idFor: IdFor): string {
  switch (schema.format) {
    case "uuid":
      return idFor(field);
    case "email":
      return "mallory@example.org";
    case "date":
      return "2026-09-01";
    case "date-time":
      return "2026-09-01T08:00:00.000Z";
    case "time":
      return "08:00";
    case "uri":
      return "https://example.org/";
    default:
      if (/id$/i.test(field)) return idFor(field);
      if (/color|colour|accent/i.test(field)) return "#336699";
      if (/time|at$/i.test(field) && schema.pattern) return "08:00";
      return "a sample text".padEnd(schema.minLength ?? 0, "x");
  }
}
