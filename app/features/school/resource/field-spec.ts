import type { NamedKind } from "#server/domains/school/names/schema.ts";
import type { Entity } from "~/ui/picker/picker-options.ts";

type Base = { name: string; required?: boolean; help?: string };

/** One field of a form, as data: what it is called, how it is shown and how its value is read back. */
export type FieldSpec =
  | (Base & { kind: "text" | "long" | "date" })
  | (Base & { kind: "number"; min?: number; max?: number; step?: number; unit?: string; nullable?: boolean })
  | (Base & { kind: "check" })
  | (Base & { kind: "hue" })
  | (Base & {
      kind: "choice";
      options: readonly { value: string; label: string }[];
      /** The stored value is a number. */
      numeric?: boolean;
      /** The empty option stands for null. */
      nullable?: boolean;
    })
  | (Base & {
      kind: "entity";
      of: readonly NamedKind[];
      multiple?: boolean;
      /** What can be chosen, where the page loads it itself. */
      entities?: readonly Entity[];
    })
  | (Base & { kind: "entitySets"; of: readonly NamedKind[] })
  | (Base & { kind: "durations" })
  | (Base & { kind: "slots" });

export type Values = Record<string, unknown>;

/** Reads a form into the values that the API expects, field by field. */
export function readValues(form: FormData, fields: readonly FieldSpec[]): Values {
  return Object.fromEntries(fields.map((field) => [field.name, readValue(form, field)]));
}

function readValue(form: FormData, field: FieldSpec): unknown {
  const text = String(form.get(field.name) ?? "").trim();
  switch (field.kind) {
    case "number":
      return text === "" ? null : Number(text);
    case "check":
      return form.get(field.name) !== null;
    case "hue":
      return Number(text || 1);
    case "choice":
      if (text === "" && field.nullable) return null;
      return field.numeric ? Number(text) : text;
    case "entity":
      return field.multiple ? form.getAll(field.name).map(String) : text || null;
    case "entitySets":
      return readSets(form, field.name);
    case "durations":
      return (text.match(/\d+/g) ?? []).map(Number);
    case "slots":
      return form.getAll(field.name).map((one) => {
        const [day = "", hour = ""] = String(one).split("|");
        return { day, hour };
      });
    default:
      return text;
  }
}

/** Lists named `<name>.0`, `<name>.1` …; empty ones are left out. */
function readSets(form: FormData, name: string): string[][] {
  const sets = new Map<string, string[]>();
  for (const [key, value] of form.entries()) {
    if (!key.startsWith(`${name}.`)) continue;
    sets.set(key, [...(sets.get(key) ?? []), String(value)]);
  }
  return [...sets.values()];
}

/** Whether two field values say the same; lists of ids and slots regardless of order. */
export function sameValue(a: unknown, b: unknown): boolean {
  const plain = (value: unknown) =>
    JSON.stringify(Array.isArray(value) ? value.map((one) => JSON.stringify(one)).sort() : (value ?? null));
  return plain(a) === plain(b);
}
