type StudentSet = { id: string; kind: "year" | "group" | "subgroup" };
type Member = { parentId: string; childId: string };

/**
 * The classes that pupils read about at the wall, each pupil's once: in the school's order the groups that have anybody
 * whom no group before them has. Groups made of parts of earlier ones (a language, an option) add nobody and are left
 * out. A school without groups has its years.
 */
export function classesOf<Row extends StudentSet>(sets: readonly Row[], members: readonly Member[]): Row[] {
  const children = new Map<string, string[]>();
  for (const { parentId, childId } of members)
    children.set(parentId, [...(children.get(parentId) ?? []), childId]);
  const seen = new Set<string>();
  const groups = sets.filter(({ id, kind }) => {
    if (kind !== "group") return false;
    const parts = children.get(id) ?? [id];
    const adds = parts.some((part) => !seen.has(part));
    for (const part of parts) seen.add(part);
    return adds;
  });
  return groups.length > 0 ? groups : sets.filter(({ kind }) => kind === "year");
}
