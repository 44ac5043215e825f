// biome-ignore-all lint/style/noNonNullAssertion: indexes come from the lists they index.
import type { Problem } from "../model.ts";
import { factsOf } from "./facts.ts";
import { leavingOut } from "./leaving-out.ts";
import { fallsAtOnce, isPossible, type Means } from "./possible.ts";
import type { Proof } from "./proof.ts";
import { inWhole, restrict } from "./restrict.ts";

/** A smallest set of rules that cannot hold together, over some lessons; indexes of the whole problem. */
export type Smallest = {
  readonly proof: Proof;
  readonly rules: readonly number[];
  /**
   * How it is known that no rule of the set can be left out. `school`: without any one of them there is a timetable of
   * the whole school under the others. `part`: the same for the lessons named. `unknown`: not all could be shown.
   */
  readonly minimal: "school" | "part" | "unknown";
};

/**
 * Shrinks an impossible part to a smallest set of rules, and shows that it is smallest. `activities` under `rules` must
 * be impossible. First by bisection (QuickXplain: Junker, AAAI 2004), then one by one with the exact means, then over
 * the whole school: where a rule less is still impossible there, the smaller set is the one to shrink.
 */
export function smallestSet(
  problem: Problem,
  activities: readonly number[],
  rules: readonly number[],
  means: Means,
): Smallest | null {
  let lessons = activities;
  let left: readonly number[] = rules;
  let last: Shrunk | null = null;
  const told = (shrunk: Shrunk, minimal: Smallest["minimal"]): Smallest => ({
    proof: asWeek(problem, fewestLessons(problem, shrunk, means)),
    rules: shrunk.rules,
    minimal,
  });
  for (;;) {
    const shrunk = shrink(problem, lessons, left, means);
    // What is known stays known when the time is over before the smaller set is shrunk.
    if (!shrunk) return last && told(last, "unknown");
    const { smaller, allStand } = leavingOut(problem, shrunk.rules, withPart(means, SHOW_SHARE));
    if (!smaller) return told(shrunk, allStand ? "school" : shrunk.certain ? "part" : "unknown");
    last = shrunk;
    lessons = smaller.activities;
    left = smaller.rules;
  }
}

/** Share of the time left for showing that a set is smallest: ways out and further findings want some too. */
const SHOW_SHARE = 0.75;

/** The same means with a part of the time that is left. */
function withPart(means: Means, share: number): Means {
  const kept = means.secondsLeft() * (1 - share);
  return { ...means, secondsLeft: () => means.secondsLeft() - kept };
}

type Shrunk = { readonly proof: Proof; readonly rules: readonly number[]; readonly certain: boolean };

/** The smallest set for the lessons alone. */
function shrink(
  problem: Problem,
  activities: readonly number[],
  rules: readonly number[],
  means: Means,
): Shrunk | null {
  const atOnce = (subset: readonly number[]) =>
    fallsAtOnce(restrict(problem, activities, subset).problem, means);
  const byAll = (subset: readonly number[]) =>
    isPossible(restrict(problem, activities, subset).problem, means).is === "impossible";
  const touching = relevant(problem, activities, rules);
  const rough = atOnce(touching) ? quickXplain(touching, atOnce) : touching;
  if (rough === touching && !byAll(touching)) return null;
  const fine = rough.length > 12 ? quickXplain(rough, byAll) : rough;
  const kept = [...fine];
  let certain = true;
  for (const rule of fine) {
    const without = kept.filter((one) => one !== rule);
    const verdict = isPossible(restrict(problem, activities, without).problem, means);
    if (verdict.is === "impossible") kept.splice(kept.indexOf(rule), 1);
    if (verdict.is === "unknown") certain = false;
  }
  const part = restrict(problem, activities, kept);
  const verdict = isPossible(part.problem, means);
  if (verdict.is !== "impossible") return null;
  return { proof: inWhole(part, verdict.proof), rules: kept, certain };
}

/** Rules that say anything about the lessons. */
function relevant(problem: Problem, activities: readonly number[], rules: readonly number[]): number[] {
  const present = new Set(restrict(problem, activities, rules).rules);
  return rules.filter((rule) => present.has(rule));
}

/** A smallest subset that is still impossible, by halving; `impossible(all)` is true. */
export function quickXplain(
  all: readonly number[],
  impossible: (subset: readonly number[]) => boolean,
): number[] {
  const search = (given: readonly number[], fresh: boolean, rest: readonly number[]): number[] => {
    if (fresh && impossible(given)) return [];
    if (rest.length <= 1) return [...rest];
    const middle = rest.length >> 1;
    const [front, back] = [rest.slice(0, middle), rest.slice(middle)];
    const fromBack = search([...given, ...front], front.length > 0, back);
    const fromFront = search([...given, ...fromBack], fromBack.length > 0, front);
    return [...fromFront, ...fromBack];
  };
  return impossible([]) ? [] : search([], false, all);
}

/** Arguments that speak of more lessons than they need. */
const wide: ReadonlySet<string> = new Set(["together", "week", "chain"]);

/** Takes away the lessons that a proof does not need; what is left may be plain enough for a check to tell. */
function fewestLessons(problem: Problem, { proof, rules }: Shrunk, means: Means): Proof {
  if (!wide.has(proof.reason.kind) || proof.activities.length > MOST_SHRUNK) return proof;
  const byAll = (lessons: readonly number[]) =>
    isPossible(restrict(problem, lessons, rules).problem, means).is === "impossible";
  const atOnce = (lessons: readonly number[]) =>
    fallsAtOnce(restrict(problem, lessons, rules).problem, means);
  const impossible = atOnce(proof.activities) ? atOnce : byAll;
  const part = restrict(problem, quickXplain(proof.activities, impossible), rules);
  const verdict = isPossible(part.problem, means);
  return verdict.is === "impossible" ? inWhole(part, verdict.proof) : proof;
}

/** Lessons beyond which nobody waits for the fewest. */
const MOST_SHRUNK = 80;

/** What only the exact model shows of lessons that are all one person's is told as that person's week. */
function asWeek(problem: Problem, proof: Proof): Proof {
  if (proof.reason.kind !== "together") return proof;
  const { people, together } = factsOf(problem);
  const isWeekOf = (lessons: ReadonlySet<number>) =>
    proof.activities.every((index) => together[index]!.some((one) => lessons.has(one)));
  const [who] = people
    .filter(({ lessons }) => isWeekOf(new Set(lessons)))
    .sort((a, b) => b.rules.length - a.rules.length);
  return who ? { ...proof, reason: { kind: "week", who: { of: who.of, id: who.id } } } : proof;
}
