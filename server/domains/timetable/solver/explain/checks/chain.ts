// biome-ignore-all lint/style/noNonNullAssertion: indexes come from the lists they index.
import { type Facts, placeAt } from "../facts.ts";
import type { Proof } from "../proof.ts";
import type { Relation } from "../relations.ts";

/**
 * Rules over two lessons, followed to the end. Proof: a start that goes with no start of a related lesson is none; a
 * lesson with hardly a start left closes it to all who share people with it; repeated until nothing changes (arc
 * consistency, Mackworth, Artificial Intelligence 8, 1977). A lesson left without start proves that no timetable
 * exists; with it belong all lessons that took starts away, directly or not. Two lessons alone are told as a pair.
 */
export function chain(facts: Facts): Proof[] {
  const starts = facts.starts.map((list) => [...list]);
  if (starts.some((list) => list.length === 0)) return [];
  const related = arcsOf(facts);
  const sharing = sharedPeople(facts);
  const blame = facts.problem.activities.map((_, index) => new Set(facts.together[index]));
  const isNarrow = (node: number) => starts[node]!.at(-1)! - starts[node]![0]! < 2 * longest(facts);
  const queue = [...starts.keys()].filter((node) => related[node]!.length > 0 || isNarrow(node));
  const waiting = new Set(queue);
  const narrow = (node: number, other: number, goes: Goes): boolean => {
    const left = starts[other]!.filter((start) => starts[node]!.some((own) => goes(own, start)));
    if (left.length === starts[other]!.length) return true;
    starts[other] = left;
    for (const one of blame[node]!) blame[other]!.add(one);
    if (left.length > 0 && !waiting.has(other)) {
      waiting.add(other);
      queue.push(other);
    }
    return left.length > 0;
  };
  for (let node = queue.shift(); node !== undefined; node = queue.shift()) {
    waiting.delete(node);
    const arcs = isNarrow(node) ? [...related[node]!, ...sharing(node)] : related[node]!;
    for (const { other, goes } of arcs)
      if (!narrow(node, other, goes)) return [emptied(facts, other, node, [...blame[other]!])];
  }
  return [];
}

const longest = ({ problem }: Facts): number => Math.max(1, ...problem.activities.map((one) => one.duration));

function emptied(facts: Facts, activity: number, by: number, activities: readonly number[]): Proof {
  const alone = activities.length === 2 && facts.together[activity]!.length === 1;
  const reason = alone
    ? { kind: "pair" as const, first: Math.min(activity, by), second: Math.max(activity, by) }
    : { kind: "chain" as const, activity };
  return { reason, activities };
}

type Goes = (own: number, theirs: number) => boolean;
/** From one lesson to another: whether the other may start at `theirs` when this one starts at `own`. */
type Arc = { readonly other: number; readonly goes: Goes };

/** One arc each way for two lessons under any rules: all of them must allow the two starts. */
function arcsOf(facts: Facts): Arc[][] {
  const arcs: Arc[][] = facts.problem.activities.map(() => []);
  const tableOf = createTables(facts);
  const byPair = new Map<number, Goes[]>();
  for (const relation of facts.relations) {
    const { first, second } = relation;
    const goes = tableOf(relation);
    const low = Math.min(first, second);
    const key = low * arcs.length + Math.max(first, second);
    const list = byPair.get(key) ?? [];
    byPair.set(key, list);
    list.push(first === low ? goes : (a, b) => goes(b, a));
  }
  for (const [key, all] of byPair) {
    const [low, high] = [Math.floor(key / arcs.length), key % arcs.length];
    const goes: Goes = all.length === 1 ? all[0]! : (a, b) => all.every((one) => one(a, b));
    arcs[low]!.push({ other: high, goes });
    arcs[high]!.push({ other: low, goes: (own, theirs) => goes(theirs, own) });
  }
  return arcs;
}

/** Lessons of the same lengths under one rule share the answers. */
function createTables(facts: Facts): (relation: Relation) => Goes {
  const tables = new Map<Relation["allows"], Map<string, Goes>>();
  return ({ first, second, allows }) => {
    const ofRule = tables.get(allows) ?? new Map<string, Goes>();
    tables.set(allows, ofRule);
    const lengths = `${facts.problem.activities[first]!.duration} ${facts.problem.activities[second]!.duration}`;
    const goes =
      ofRule.get(lengths) ??
      remembered(facts.slots, (a, b) => allows(placeAt(facts, first, a), placeAt(facts, second, b)));
    ofRule.set(lengths, goes);
    return goes;
  };
}

/** The lessons that share a person with a lesson, which may not run while it runs. */
function sharedPeople(facts: Facts): (node: number) => Arc[] {
  const mates = facts.problem.activities.map(() => [] as (readonly number[])[]);
  for (const { lessons } of facts.people) for (const lesson of lessons) mates[lesson]!.push(lessons);
  return (node) => {
    const { duration } = facts.problem.activities[node]!;
    return [...new Set(mates[node]!.flat())].flatMap((other): Arc[] => {
      const length = facts.problem.activities[other]!.duration;
      const goes = (own: number, theirs: number) => own + duration <= theirs || theirs + length <= own;
      return other === node ? [] : [{ other, goes }];
    });
  };
}

function remembered(slots: number, ask: Goes): Goes {
  const known = new Int8Array(slots * slots);
  return (a, b) => {
    const key = a * slots + b;
    if (known[key] === 0) known[key] = ask(a, b) ? 1 : -1;
    return known[key] === 1;
  };
}
