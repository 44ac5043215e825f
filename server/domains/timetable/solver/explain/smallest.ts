import type { Problem } from "../model.ts";
import { firstProof } from "./checks/checks.ts";
import { factsOf } from "./facts.ts";
import { bySearch, isPossible, type Means } from "./possible.ts";
import type { Proof } from "./proof.ts";
import { type Part, restrict } from "./restrict.ts";

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

/** Units of work of the search for a timetable of the whole school under a few rules, for each lesson. */
const UNITS_PER_LESSON = 60;

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
  const everything = problem.activities.map((_, index) => index);
  let lessons = activities;
  let left: readonly number[] = rules;
  for (;;) {
    const shrunk = shrink(problem, lessons, left, means);
    if (!shrunk) return null;
    const doubtful = shrunk.rules.filter(
      (rule) => !standsWithout(problem, everything, shrunk.rules, rule, means),
    );
    const smaller = stillImpossible(problem, everything, shrunk.rules, doubtful);
    if (!smaller) {
      const minimal = doubtful.length === 0 ? "school" : shrunk.certain ? "part" : "unknown";
      return { proof: fewestLessons(problem, shrunk, means), rules: shrunk.rules, minimal };
    }
    lessons = smaller.activities;
    left = smaller.rules;
  }
}

/** Whether the search finds a timetable of the whole school under all the rules but one. */
function standsWithout(
  problem: Problem,
  everything: readonly number[],
  rules: readonly number[],
  rule: number,
  means: Means,
): boolean {
  const others = rules.filter((one) => one !== rule);
  const units = UNITS_PER_LESSON * everything.length + 20_000;
  return bySearch(restrict(problem, everything, others).problem, means, units) !== null;
}

type Shrunk = { readonly proof: Proof; readonly rules: readonly number[]; readonly certain: boolean };

/** The smallest set for the lessons alone. */
function shrink(
  problem: Problem,
  activities: readonly number[],
  rules: readonly number[],
  means: Means,
): Shrunk | null {
  const byChecks = (subset: readonly number[]) => proofOf(restrict(problem, activities, subset)) !== null;
  const byAll = (subset: readonly number[]) =>
    isPossible(restrict(problem, activities, subset).problem, means).is === "impossible";
  const touching = relevant(problem, activities, rules);
  const rough = byChecks(touching) ? quickXplain(touching, byChecks) : touching;
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
  const impossible = (lessons: readonly number[]) =>
    isPossible(restrict(problem, lessons, rules).problem, means).is === "impossible";
  const part = restrict(problem, quickXplain(proof.activities, impossible), rules);
  const verdict = isPossible(part.problem, means);
  return verdict.is === "impossible" ? inWhole(part, verdict.proof) : proof;
}

/** Lessons beyond which nobody waits for the fewest. */
const MOST_SHRUNK = 80;

/** One of the doubtful rules fewer, and the whole school shows a conflict still: that conflict. */
function stillImpossible(
  problem: Problem,
  everything: readonly number[],
  rules: readonly number[],
  doubtful: readonly number[],
): { readonly activities: readonly number[]; readonly rules: readonly number[] } | null {
  for (const rule of doubtful) {
    const fewer = rules.filter((one) => one !== rule);
    const proof = proofOf(restrict(problem, everything, fewer));
    if (proof) return { activities: proof.activities, rules: fewer };
  }
  return null;
}

/** What the checks say of a part, in the indexes of the whole. */
export function proofOf(part: Part): Proof | null {
  const proof = firstProof(factsOf(part.problem));
  return proof && inWhole(part, proof);
}

/** Translates a proof about a part to the whole. */
export function inWhole(part: Part, { reason, activities }: Proof): Proof {
  const lesson = (index: number) => part.activities[index] ?? -1;
  const translated = { ...reason } as Record<string, unknown>;
  if ("who" in reason && reason.who)
    translated.who = { of: reason.who.of, id: part[reason.who.of][reason.who.id] };
  if ("activity" in reason) translated.activity = lesson(reason.activity);
  if ("first" in reason) translated.first = lesson(reason.first);
  if ("second" in reason) translated.second = lesson(reason.second);
  return { reason: translated as Proof["reason"], activities: activities.map(lesson) };
}
