/**
 * Which rows of a list are picked, when not all of them are loaded: some by name, or all but some. Immutable.
 */
export type Picked =
  | { readonly mode: "some"; readonly keys: ReadonlySet<string> }
  | { readonly mode: "all"; readonly except: ReadonlySet<string> };

export const nothingPicked: Picked = { mode: "some", keys: new Set() };
export const everythingPicked: Picked = { mode: "all", except: new Set() };

export const isPicked = (picked: Picked, key: string): boolean =>
  picked.mode === "all" ? !picked.except.has(key) : picked.keys.has(key);

/** How many rows that is, of so many in all. */
export const pickedCount = (picked: Picked, total: number): number =>
  picked.mode === "all" ? Math.max(0, total - picked.except.size) : picked.keys.size;

/** Picks or unpicks rows by name. */
export function withPicked(picked: Picked, keys: Iterable<string>, on: boolean): Picked {
  const named = new Set(picked.mode === "all" ? picked.except : picked.keys);
  const add = picked.mode === "all" ? !on : on;
  for (const key of keys) {
    if (add) named.add(key);
    else named.delete(key);
  }
  return picked.mode === "all" ? { mode: "all", except: named } : { mode: "some", keys: named };
}

export const toggled = (picked: Picked, key: string): Picked =>
  withPicked(picked, [key], !isPicked(picked, key));
