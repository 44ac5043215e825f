import type { Item } from "./items.ts";

/** What an import does to one kind of things. */
export type Changes<Value> = {
  added: Item<Value>[];
  updated: Item<Value>[];
  unchanged: Item<Value>[];
  /** Held by the school, not in the file. */
  missing: Item<Value>[];
};

/** Compares what a school holds with what a file brings. Of items with one key in the file the first counts. */
export function diff<Value>(held: readonly Item<Value>[], file: readonly Item<Value>[]): Changes<Value> {
  const before = new Map(held.map((item) => [item.key, item]));
  const changes: Changes<Value> = { added: [], updated: [], unchanged: [], missing: [] };
  const seen = new Set<string>();
  for (const item of file) {
    if (seen.has(item.key)) continue;
    seen.add(item.key);
    const old = before.get(item.key);
    if (!old) changes.added.push(item);
    else if (same(old.value, item.value)) changes.unchanged.push(item);
    else changes.updated.push(item);
  }
  changes.missing = held.filter((item) => !seen.has(item.key));
  return changes;
}

/** Deep equality of plain JSON, whatever the order of keys. */
function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => same((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
  );
}
