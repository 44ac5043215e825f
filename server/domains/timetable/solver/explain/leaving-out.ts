import type { Problem } from "../model.ts";
import { firstProof } from "./checks/checks.ts";
import { type Facts, factsOf } from "./facts.ts";
import { isPossible, type Means, SOON, searched } from "./possible.ts";
import type { Proof } from "./proof.ts";
import { inWhole, restrict } from "./restrict.ts";
import { around, weeks } from "./scopes.ts";

/** Units of work of the search for a timetable of the whole school under a few rules, for each lesson and at least. */
const UNITS_PER_LESSON = 150;
const UNITS_AT_LEAST = 20_000;
/** Searches of other seeds before it stays open: some that go astray at the beginning do not come back. */
const SEEDS = 3;
/** With more lessons left over the search has gone astray, rather than run into what cannot be. */
const MOST_STUCK = 10;

/** What cannot be under fewer rules. */
type Conflict = { readonly activities: readonly number[]; readonly rules: readonly number[] };

/**
 * Leaves out one rule of a set after the other and looks at the whole school: at a timetable of it (for all rules:
 * `allStand`), or at a conflict that the others have without the rule (`smaller`, the first that there is).
 */
export function leavingOut(
  problem: Problem,
  rules: readonly number[],
  means: Means,
): { readonly smaller: Conflict | null; readonly allStand: boolean } {
  let allStand = true;
  for (const rule of rules) {
    const without = rules.filter((one) => one !== rule);
    const found = wholeUnder(problem, without, means);
    if (found.is === "impossible") {
      return { smaller: { activities: found.proof.activities, rules: without }, allStand: false };
    }
    allStand &&= found.is === "possible";
  }
  return { smaller: null, allStand };
}

type Found = { readonly is: "possible" | "unknown" } | { readonly is: "impossible"; readonly proof: Proof };

/** Whether the whole school has a timetable under the rules: one by search, or a proof around what it could not place. */
function wholeUnder(problem: Problem, rules: readonly number[], means: Means): Found {
  const everything = problem.activities.map((_, index) => index);
  const whole = restrict(problem, everything, rules);
  const units = UNITS_PER_LESSON * everything.length + UNITS_AT_LEAST;
  const soon = searched(whole.problem, means, units * SOON, 1);
  if (soon.is === "possible") return { is: "possible" };
  const facts = factsOf(whole.problem);
  const plain = firstProof(facts);
  if (plain) return { is: "impossible", proof: inWhole(whole, plain) };
  let looked = false;
  for (let seed = 1; seed <= SEEDS && means.secondsLeft() > 0; seed++) {
    const found = searched(whole.problem, means, units, seed);
    if (found.is === "possible") return { is: "possible" };
    if (looked || found.stuck.length > MOST_STUCK) continue;
    looked = true;
    const proof = conflictAround(facts, found.stuck, means);
    if (proof) return { is: "impossible", proof: inWhole(whole, proof) };
  }
  return { is: "unknown" };
}

/** What all means find in the weeks around lessons without a place. */
function conflictAround(facts: Facts, stuck: readonly number[], means: Means): Proof | null {
  const { problem } = facts;
  const scopes = [
    ...weeks(facts).filter((lessons) => stuck.some((one) => lessons.includes(one))),
    ...stuck.map((activity) => around(facts, [activity])),
  ];
  const all = problem.constraints.map((_, index) => index);
  for (const scope of scopes) {
    const part = restrict(problem, scope, all);
    const verdict = isPossible(part.problem, means);
    if (verdict.is === "impossible") return inWhole(part, verdict.proof);
  }
  return null;
}
