import type { SetRow } from "#server/domains/school/sets/schema.ts";

/** One line of the tree: a set at one of the places where it lies. */
export type SetLine = SetRow & {
  key: string;
  depth: number;
  /** Names of the other sets it lies in. */
  alsoIn: string[];
};

/**
 * Years with their groups and subgroups below each, in their order. A set that lies in several others comes once under
 * each; one whose parents are all gone comes at the end, so nothing is ever hidden.
 */
export function treeOf(sets: readonly SetRow[]): SetLine[] {
  const names = new Map(sets.map((set) => [set.id, set.name]));
  const children = new Map<string, SetRow[]>();
  for (const set of sets)
    for (const parent of set.parentIds) children.set(parent, [...(children.get(parent) ?? []), set]);
  const lines: SetLine[] = [];
  const seen = new Set<string>();
  const visit = (set: SetRow, depth: number, parent: string | null, path: string) => {
    seen.add(set.id);
    const alsoIn = set.parentIds.filter((id) => id !== parent).flatMap((id) => names.get(id) ?? []);
    lines.push({ ...set, key: `${path}/${set.id}`, depth, alsoIn });
    if (depth < 2)
      for (const child of children.get(set.id) ?? []) visit(child, depth + 1, set.id, `${path}/${set.id}`);
  };
  for (const set of sets) if (set.kind === "year") visit(set, 0, null, "");
  for (const set of sets) if (!seen.has(set.id)) visit(set, 0, null, "");
  return lines;
}
