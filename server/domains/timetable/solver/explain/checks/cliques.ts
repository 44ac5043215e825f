// biome-ignore-all lint/style/noNonNullAssertion: indexes come from the lists they index.
import { type Facts, hoursOf, ofKind, reachable } from "../facts.ts";
import type { Proof } from "../proof.ts";
import { overfullSet } from "./people.ts";

/**
 * Lessons no two of which can be at the same time, with more hours than slots, though no single person has them all:
 * those of a class and of its divisions, of teachers that share pupils, of a room. Proof: as for one person
 * (`overfull`). Such sets are cliques of the graph of conflicts; they are found greedily from every lesson on, among all
 * and among those that have no starts but its own, a largest not always (Johnson, Approximation algorithms for
 * combinatorial problems, JCSS 9, 1974).
 */
export function cliques(facts: Facts): Proof[] {
  const graph = conflictsOf(facts);
  const everybody = new Int32Array(graph.words).fill(-1);
  const begins = [
    ...graph.firsts.map((first) => ({ first, among: everybody })),
    ...graph.narrow.flatMap(({ firsts, among }) => firsts.map((first) => ({ first, among }))),
  ];
  const seen = new Set<string>();
  return begins.flatMap(({ first, among }) => {
    const clique = greedyFrom(graph, first, among).sort((a, b) => a - b);
    const key = clique.join(" ");
    if (seen.has(key)) return [];
    seen.add(key);
    const lessons = clique.map((node) => graph.lesson[node]!);
    return overfullSet(facts, lessons, null) ?? [];
  });
}

/** Who cannot be at the same time as whom, as bits. Lessons that start together are one node. */
type Conflicts = {
  /** The shortest lesson of each node: as long all its lessons last. */
  readonly lesson: readonly number[];
  readonly words: number;
  /** Row by row, one bit for each other node. */
  readonly bits: Int32Array;
  /** Hours of all that a node is in conflict with. */
  readonly weight: readonly number[];
  /** One node of all those that have the same conflicts: where to begin. */
  readonly firsts: readonly number[];
  /** For each set of starts, where more hours than it has slots are kept to it: the nodes that have just it, and all. */
  readonly narrow: readonly { readonly firsts: readonly number[]; readonly among: Int32Array }[];
};

function conflictsOf(facts: Facts): Conflicts {
  const groups = [...new Set(facts.together)];
  const node = new Map(groups.flatMap((group, index) => group.map((lesson) => [lesson, index] as const)));
  const duration = (index: number) => facts.problem.activities[index]!.duration;
  const lesson = groups.map((group) => group.reduce((a, b) => (duration(b) < duration(a) ? b : a)));
  const words = (groups.length + 31) >> 5;
  const bits = new Int32Array(groups.length * words);
  for (const apart of neverAtOnce(facts)) {
    const mask = new Int32Array(words);
    const nodes = [...new Set(apart.map((index) => node.get(index)!))];
    for (const one of nodes) mask[one >> 5]! |= 1 << (one & 31);
    for (const one of nodes) for (let w = 0; w < words; w++) bits[one * words + w]! |= mask[w]!;
  }
  groups.forEach((_, one) => {
    bits[one * words + (one >> 5)]! &= ~(1 << (one & 31));
  });
  const weight = groups.map((_, one) =>
    nodesOf(bits.subarray(one * words, (one + 1) * words)).reduce((sum, i) => sum + duration(lesson[i]!), 0),
  );
  const row = (one: number) => {
    const mask = bits.slice(one * words, (one + 1) * words);
    mask[one >> 5]! |= 1 << (one & 31);
    return mask.join(" ");
  };
  const firsts = [...Map.groupBy(groups.keys(), row).values()].map(([first]) => first!);
  return { lesson, words, bits, weight, firsts, narrow: narrowSets(facts, lesson, words) };
}

function narrowSets(facts: Facts, lesson: readonly number[], words: number): Conflicts["narrow"] {
  const starts = lesson.map((index) => facts.starts[index]!);
  const alike = [...Map.groupBy(lesson.keys(), (node) => starts[node]!.join(" ")).values()];
  return alike.flatMap((firsts) => {
    const own = new Set(starts[firsts[0]!]!);
    const kept = alike.filter(([one]) => starts[one!]!.every((start) => own.has(start))).flat();
    const lessons = kept.map((node) => lesson[node]!);
    if (hoursOf(facts, lessons) <= reachable(facts, lessons).size) return [];
    const among = new Int32Array(words);
    for (const node of kept) among[node >> 5]! |= 1 << (node & 31);
    return [{ firsts, among }];
  });
}

/** Sets of lessons of which two can never be at the same time: a person's, a rule's, those of one room. */
function neverAtOnce(facts: Facts): (readonly number[])[] {
  const inRoom = Map.groupBy(
    facts.rooms.flatMap((rooms, index) =>
      rooms?.length === 1 && facts.problem.rooms[rooms[0]!]!.realRoomSets === null
        ? [{ index, room: rooms[0]! }]
        : [],
    ),
    ({ room }) => room,
  );
  return [
    ...facts.people.map(({ lessons }) => lessons),
    ...ofKind(facts.problem, "activitiesNotOverlapping").map(({ activities }) => activities),
    ...[...inRoom.values()].map((list) => list.map(({ index }) => index)),
  ];
}

/** Takes the neighbours with the most conflicts first, each that is in conflict with all before. */
function greedyFrom({ words, bits, weight }: Conflicts, first: number, among: Int32Array): number[] {
  const open = bits.slice(first * words, (first + 1) * words).map((word, index) => word & among[index]!);
  const clique = [first];
  for (const one of nodesOf(open).sort((a, b) => weight[b]! - weight[a]! || a - b)) {
    if ((open[one >> 5]! & (1 << (one & 31))) === 0) continue;
    clique.push(one);
    for (let w = 0; w < words; w++) open[w]! &= bits[one * words + w]!;
  }
  return clique;
}

function nodesOf(mask: Int32Array): number[] {
  const nodes: number[] = [];
  mask.forEach((word, index) => {
    for (let left = word; left !== 0; left &= left - 1)
      nodes.push(index * 32 + 31 - Math.clz32(left & -left));
  });
  return nodes;
}
