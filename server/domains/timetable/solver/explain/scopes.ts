// biome-ignore-all lint/style/noNonNullAssertion: indexes come from the lists they index.
import { type Facts, type Person, reachable } from "./facts.ts";

/** Lessons to look at together. */
export type Scope = readonly number[];

/** Every person's week with what must start together with it, the fullest first. */
export function weeks(facts: Facts): Scope[] {
  const fullness = (person: Person) => person.hours / Math.max(1, reachable(facts, person.lessons).size);
  return facts.people
    .map((person) => ({ person, full: fullness(person) }))
    .sort((a, b) => b.full - a.full)
    .map(({ person }) => closed(facts, person.lessons));
}

/** Lessons tied to each other by rules over two lessons, with what they are tied to, as far as `most` lessons. */
export function knots(facts: Facts, most: number): Scope[] {
  const head = facts.problem.activities.map((_, index) => index);
  const find = (node: number): number => {
    let top = node;
    while (head[top] !== top) top = head[top]!;
    head[node] = top;
    return top;
  };
  for (const { first, second } of facts.relations) head[find(first)] = find(second);
  return [...Map.groupBy(head.keys(), find).values()]
    .filter((group) => group.length > 1 && group.length <= most)
    .sort((a, b) => a.length - b.length);
}

/** Lessons that need rooms out of the same few, the scarcest first. */
export function roomScopes(facts: Facts, most: number): Scope[] {
  const byList = Map.groupBy(
    facts.rooms.flatMap((rooms, activity) => (rooms && rooms.length > 0 ? [{ activity, rooms }] : [])),
    ({ rooms }) => [...rooms].sort((a, b) => a - b).join(" "),
  );
  return [...byList.values()]
    .filter((group) => group.length > 1 && group.length <= most)
    .map((group) => ({ group, scarce: group.length / group[0]!.rooms.length }))
    .sort((a, b) => b.scarce - a.scarce)
    .map(({ group }) =>
      closed(
        facts,
        group.map(({ activity }) => activity),
      ),
    );
}

/** The weeks of all people of some lessons. */
export function around(facts: Facts, activities: readonly number[]): Scope {
  const inside = new Set(activities);
  const lessons = facts.people
    .filter((person) => person.lessons.some((lesson) => inside.has(lesson)))
    .flatMap((person) => person.lessons);
  return closed(facts, [...activities, ...lessons]);
}

/** With all that must start at the same time. */
function closed(facts: Facts, activities: readonly number[]): number[] {
  return [...new Set(activities.flatMap((index) => facts.together[index]!))].sort((a, b) => a - b);
}
