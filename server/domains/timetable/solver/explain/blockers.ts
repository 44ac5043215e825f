// biome-ignore-all lint/style/noNonNullAssertion: indexes come from the lists they index.
import { evaluate } from "../evaluate.ts";
import { copySolution, type Problem, type Solution } from "../model.ts";
import { type Facts, factsOf } from "./facts.ts";
import { bindingRules, restrict } from "./restrict.ts";
import { around } from "./scopes.ts";

/** What keeps a lesson without place out of the week that the search left. Nothing of it is proved. */
export type Blocker = {
  readonly activity: number;
  /** Starts that the lesson could have if it were alone. */
  readonly starts: number;
  /** In how many of them each rule would break, the most first; the compulsory rules stand for people and rooms in use. */
  readonly by: readonly { readonly rule: number; readonly starts: number }[];
};

/** Rules told of one lesson. */
const TOLD = 5;

/**
 * For each lesson that the search left without a place: which rules stand in the way, start by start, of a lesson more in
 * that very timetable. The judge counts, on the weeks of the lesson's people alone. The first is told in any case, the
 * others as far as the time goes.
 */
export function blockers(
  problem: Problem,
  solution: Solution,
  most: number,
  secondsLeft: () => number,
): Blocker[] {
  const facts = factsOf(problem);
  const rules = bindingRules(problem);
  const unplaced = problem.activities.flatMap((_, index) => (solution.slot[index]! < 0 ? [index] : []));
  return unplaced
    .slice(0, most)
    .flatMap(
      (activity, index) =>
        blockerOf(facts, solution, activity, rules, index === 0 ? unhurried : secondsLeft) ?? [],
    );
}

const unhurried = () => Number.POSITIVE_INFINITY;

function blockerOf(
  facts: Facts,
  solution: Solution,
  activity: number,
  rules: readonly number[],
  secondsLeft: () => number,
): Blocker | null {
  if (secondsLeft() <= 0) return null;
  const part = restrict(facts.problem, around(facts, [activity]), rules);
  const own = part.activities.indexOf(activity);
  const before = solutionOf(part.activities, solution);
  const was = hardCounts(part.problem, before);
  const rooms = facts.rooms[activity] ?? [-1];
  const broken = new Map<number, number>();
  for (const start of facts.starts[activity]!) {
    if (secondsLeft() <= 0) return null;
    const after = copySolution(before);
    after.slot[own] = start;
    after.room[own] = rooms.find((room) => room < 0 || facts.roomOpen(activity, room, start)) ?? -1;
    for (const rule of newlyBroken(part.problem, was, after)) {
      const index = part.rules[rule]!;
      broken.set(index, (broken.get(index) ?? 0) + 1);
    }
  }
  const by = [...broken].map(([rule, starts]) => ({ rule, starts })).sort((a, b) => b.starts - a.starts);
  return { activity, starts: facts.starts[activity]!.length, by: by.slice(0, TOLD) };
}

function solutionOf(activities: readonly number[], whole: Solution): Solution {
  return {
    slot: Int32Array.from(activities, (index) => whole.slot[index]!),
    room: Int32Array.from(activities, (index) => whole.room[index]!),
    realRooms: activities.map((index) => whole.realRooms[index] ?? null),
  };
}

/** An unplaced lesson counts this much in each compulsory rule; placing it takes as much away. */
const UNPLACED = 10_000;

type Counts = ReadonlyMap<number, number>;

const hardCounts = (problem: Problem, solution: Solution): Counts =>
  new Map(evaluate(problem, solution).byConstraint.map(({ constraint, hard }) => [constraint, hard]));

function newlyBroken(problem: Problem, was: Counts, after: Solution): number[] {
  return [...hardCounts(problem, after)].flatMap(([rule, hard]) => {
    const compulsory = problem.constraints[rule]!.kind.startsWith("basicCompulsory");
    return hard > (was.get(rule) ?? 0) - (compulsory ? UNPLACED : 0) ? [rule] : [];
  });
}
