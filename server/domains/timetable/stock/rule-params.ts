import type { Entity, Field } from "../fet/catalogue/fields.ts";
import type { Params, ParamValue, SlotName } from "../fet/document.ts";

/** What a parameter can point at: rows of these kinds. */
export type RefKind = Entity | "day" | "hour" | "lesson";

/** Finds the other side of a reference: a row's id by name, or a name by row id; undefined where there is none. */
export type Resolve = (kind: RefKind, key: string | number) => string | number | undefined;

/** Parameters as the table `rules` keeps them: the catalogue's keys, with row ids in the place of names. */
export type StoredParams = Record<string, unknown>;

/**
 * Rewrites every reference in a rule's parameters; numbers and flags stay. What cannot be resolved leaves a list, and
 * makes a single reference unresolvable: then the result is null, for a rule about nobody means nothing.
 */
export function rewriteParams(
  fields: readonly Field[],
  params: StoredParams | Params,
  resolve: Resolve,
): StoredParams | null {
  const rewritten: StoredParams = {};
  for (const field of fields) {
    const value = (params as StoredParams)[field.key];
    if (value === undefined) continue;
    const next = rewriteValue(field, value, resolve);
    if (next === undefined) return null;
    rewritten[field.key] = next;
  }
  return rewritten;
}

/** Whether a parameter says whom or what a rule is about, rather than how much. */
export const isReference = (field: Field): boolean => kindOf(field) !== undefined;

/** The parameters of a document's rule, once every id in it has become a name. */
export const asDocumentParams = (params: StoredParams): Params =>
  params as Readonly<Record<string, ParamValue>>;

function rewriteValue(field: Field, value: unknown, resolve: Resolve): unknown {
  if (value === null) return null;
  const kind = kindOf(field);
  if (!kind) return field.shape === "slots" ? rewriteSlots(value as SlotName[], resolve) : value;
  if (!Array.isArray(value)) return resolve(kind, value as string | number);
  return value.flatMap((one: string | number) => resolve(kind, one) ?? []);
}

const rewriteSlots = (slots: readonly SlotName[], resolve: Resolve) =>
  slots.flatMap((slot) => {
    const day = resolve("day", slot.day);
    const hour = resolve("hour", slot.hour);
    return day === undefined || hour === undefined ? [] : [{ day, hour }];
  });

function kindOf(field: Field): RefKind | undefined {
  switch (field.shape) {
    case "name":
    case "names":
      return field.of;
    case "activity":
    case "activities":
    case "activitySet":
      return "lesson";
    case "day":
    case "hour":
      return field.shape;
    default:
      return undefined;
  }
}
