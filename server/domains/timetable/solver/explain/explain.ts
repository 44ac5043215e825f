// biome-ignore-all lint/style/noNonNullAssertion: indexes come from the lists they index.
import type { Problem } from "../model.ts";
import { allProofs } from "./checks/checks.ts";
import { type Facts, factsOf } from "./facts.ts";
import { isPossible, type Means } from "./possible.ts";
import type { Proof } from "./proof.ts";
import { bindingRules, inWhole, restrict } from "./restrict.ts";
import { around, knots, roomScopes, type Scope, weeks } from "./scopes.ts";
import { type Smallest, smallestSet } from "./smallest.ts";

/** One thing that cannot be: rules and lessons that cannot hold together. */
export type Finding = Smallest & {
  /** Further proofs that come down to the same rules. */
  readonly alike: number;
};

export type ExplainOptions = Omit<Means, "exactSeconds"> & {
  /** Findings to tell at most. */
  readonly most: number;
  /** Lessons for which the search found no place, if it was asked: the neighbourhoods to look at first. */
  readonly stuck?: readonly number[];
};

/** Seconds for one exact model: all neighbourhoods get the first before any gets the next. */
export const patience = [0.5, 4, 30];

/** Lessons in one neighbourhood at most. */
const LARGEST_KNOT = 60;

/** What the checks over the whole problem find: no search, no exact model but to shrink what they find. */
export function foundByChecks(problem: Problem, options: ExplainOptions): Finding[] {
  return byChecks(problem, factsOf(problem), bindingRules(problem), options);
}

/** What is known of neighbourhoods from one sweep to the next, by their lessons. */
export type Settled = Set<string>;

/**
 * Decides ever larger neighbourhoods until one is impossible: a person's week, lessons tied by rules, lessons of the same
 * rooms; after a search also all weeks around a lesson that it could not place, and the whole. The finding is shrunk to
 * a smallest set of rules.
 */
export function sweep(
  problem: Problem,
  options: ExplainOptions & { readonly exactSeconds: number },
  settled: Settled,
): Finding[] {
  const facts = factsOf(problem);
  const rules = bindingRules(problem);
  for (const scope of neighbourhoods(facts, options.stuck ?? [])) {
    const key = scope.join(" ");
    if (options.secondsLeft() <= 0) return [];
    if (settled.has(key)) continue;
    const verdict = inScope(problem, scope, rules, options);
    if (verdict === "possible") settled.add(key);
    else if (verdict !== "unknown") return [verdict];
  }
  return [];
}

/** All that can be proved: by the checks over the whole, then by sweeps with more and more patience. */
export function explain(problem: Problem, options: ExplainOptions): Finding[] {
  const settled: Settled = new Set();
  const found = foundByChecks(problem, options);
  return patience.reduce(
    (known, exactSeconds) =>
      known.length > 0 ? known : sweep(problem, { ...options, exactSeconds }, settled),
    found,
  );
}

function byChecks(
  problem: Problem,
  facts: Facts,
  rules: readonly number[],
  options: ExplainOptions,
): Finding[] {
  const found = new Map<string, Finding>();
  const seen = new Set<string>();
  for (const proof of plainestFirst(allProofs(facts))) {
    if (options.secondsLeft() <= 0 && found.size > 0) break;
    const lessons = [...proof.activities].sort((a, b) => a - b).join(" ");
    if (seen.has(lessons)) continue;
    seen.add(lessons);
    const known = alikeTo(problem, proof, [...found.values()]);
    if (known) {
      found.set(keyOf(known), { ...known, alike: known.alike + 1 });
      continue;
    }
    if (found.size >= options.most) continue;
    const smallest = smallestSet(problem, proof.activities, rules, {
      ...options,
      exactSeconds: patience[1]!,
    });
    if (smallest) found.set(keyOf(smallest), { ...smallest, alike: 0 });
  }
  return [...found.values()];
}

/** Without a rule the lessons themselves are the matter, so that each such set stands for itself. */
const keyOf = ({ rules, proof }: Smallest): string =>
  rules.length > 0 ? `rules ${rules}` : `lessons ${proof.activities}`;

const plainestFirst = (proofs: readonly Proof[]): Proof[] =>
  [...proofs].sort((a, b) => Number(a.reason.kind === "chain") - Number(b.reason.kind === "chain"));

/** A finding whose rules alone make the lessons of another proof impossible too. */
function alikeTo(problem: Problem, proof: Proof, found: readonly Finding[]): Finding | null {
  return (
    found.find(({ rules }) => {
      if (rules.length === 0) return false;
      const part = restrict(problem, proof.activities, rules);
      return allProofs(factsOf(part.problem)).length > 0;
    }) ?? null
  );
}

/** From the smallest to the largest; what the search could not place comes first. */
function* neighbourhoods(facts: Facts, stuck: readonly number[]): Generator<Scope> {
  const all = weeks(facts);
  const isStuck = new Set(stuck);
  yield* all.filter((lessons) => lessons.some((one) => isStuck.has(one)));
  yield* all.filter((lessons) => !lessons.some((one) => isStuck.has(one)));
  yield* knots(facts, LARGEST_KNOT);
  yield* roomScopes(facts, LARGEST_KNOT * 2);
  if (stuck.length === 0) return;
  for (const activity of stuck) yield around(facts, [activity]);
  yield facts.problem.activities.map((_, index) => index);
}

function inScope(
  problem: Problem,
  scope: Scope,
  rules: readonly number[],
  means: Means,
): Finding | "possible" | "unknown" {
  const part = restrict(problem, scope, rules);
  const verdict = isPossible(part.problem, means);
  if (verdict.is !== "impossible") return verdict.is;
  const smallest = smallestSet(problem, inWhole(part, verdict.proof).activities, rules, means);
  return smallest ? { ...smallest, alike: 0 } : "unknown";
}
