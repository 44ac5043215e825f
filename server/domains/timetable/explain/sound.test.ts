// biome-ignore-all lint/style/noNonNullAssertion: drawn from lists that are not empty.
import { beforeAll, describe, expect, test } from "vitest";
import { allProofs } from "../solver/explain/checks/checks.ts";
import { factsOf } from "../solver/explain/facts.ts";
import type { ExactSolver, IntegerModel } from "../solver/explain/integer-model.ts";
import { modelOf } from "../solver/explain/model/model-of.ts";
import { bySearch, isPossible } from "../solver/explain/possible.ts";
import { fallsByBounds } from "../solver/explain/propagation.ts";
import { bindingRules, restrict } from "../solver/explain/restrict.ts";
import { groundOf, inject } from "../solver/explain/testing/impossible.ts";
import { distanceKinds } from "../solver/explain/testing/impossible-distances.ts";
import { lessonKinds } from "../solver/explain/testing/impossible-lessons.ts";
import { peopleKinds } from "../solver/explain/testing/impossible-people.ts";
import { whyNot } from "../solver/explain/why-not.ts";
import type { Problem, Solution } from "../solver/model.ts";
import { createRandom } from "../solver/search/random.ts";
import { randomProblem } from "../solver/search/testing/random-problem.ts";
import { loadExactSolver } from "./highs.ts";

let exact: ExactSolver;
beforeAll(async () => {
  exact = await loadExactSolver();
});
const endless = { secondsLeft: () => 60 };

/** Drawn problems of which the search finds a timetable that the judge accepts. */
const solved: { seed: number; problem: Problem; solution: Solution }[] = Array.from(
  { length: 120 },
  (_, index) => index + 1,
).flatMap((seed) => {
  const problem = randomProblem(seed);
  const solution = bySearch(problem, endless, 20_000);
  return solution ? [{ seed, problem, solution }] : [];
});

describe("nothing that is possible is called impossible:", { timeout: 60_000 }, () => {
  test("there are drawn problems with timetables to show it on", () => {
    expect(solved.length).toBeGreaterThan(25);
  });

  test("no check complains of a problem that has a timetable", () => {
    for (const { seed, problem } of solved) expect(allProofs(factsOf(problem)), `seed ${seed}`).toEqual([]);
  });

  test("the exact model holds every timetable that the judge accepts", () => {
    for (const { seed, problem, solution } of solved.slice(0, 40)) {
      const facts = factsOf(problem);
      const { model } = modelOf(facts);
      const held = heldAt(model, facts.starts, solution);
      expect(fallsByBounds(held), `seed ${seed}`).toBe(false);
      const answer = exact(held, 20);
      expect(answer.is, `seed ${seed}`).toBe("possible");
    }
  });

  test("a part of a problem with a timetable has one: the whole's", () => {
    for (const { seed, problem } of solved.slice(0, 40)) {
      const some = problem.activities.flatMap((_, index) => (index % 3 === seed % 3 ? [] : [index]));
      const part = restrict(problem, some, bindingRules(problem));
      const verdict = isPossible(part.problem, { exact, exactSeconds: 5, exactColumns: 20_000, ...endless });
      expect(verdict.is, `seed ${seed}`).not.toBe("impossible");
    }
  });
});

/** The model with each lesson's start given. Columns of starts come first, lesson by lesson. */
function heldAt(
  model: IntegerModel,
  starts: readonly (readonly number[])[],
  solution: Solution,
): IntegerModel {
  let column = 0;
  const rows = starts.map((list, activity) => {
    const chosen = column + list.indexOf(solution.slot[activity]!);
    column += list.length;
    return { columns: [chosen], coefficients: [1], lower: 1, upper: 1 };
  });
  return { ...model, rows: [...model.rows, ...rows] };
}

describe("an impossibility put into a good problem is proved, and the set of rules is a smallest one:", () => {
  const kinds = Object.entries({ ...peopleKinds, ...lessonKinds, ...distanceKinds });
  const good = solved.filter(({ problem }) => problem.mode === "official").slice(0, 12);

  test.each(kinds)("%s", { timeout: 120_000 }, (_, kind) => {
    const random = createRandom(7);
    let tried = 0;
    for (const { seed, problem } of good) {
      const injection = kind(groundOf(problem, random));
      if (!injection || tried === 2) continue;
      tried++;
      const bad = inject(problem, injection);
      const { verdict, findings } = whyNot(bad.problem, {
        exact,
        checksOnly: false,
        secondsLeft: countdown(40),
      });
      expect(verdict, `seed ${seed}`).toBe("impossible");
      const { rules, proof } = findings[0]!;
      const means = { exact, exactSeconds: 10, exactColumns: 20_000, ...endless };
      const under = (subset: readonly number[]) =>
        isPossible(restrict(bad.problem, proof.activities, subset).problem, means).is;
      expect(under(rules)).toBe("impossible");
      for (const rule of rules) expect(under(rules.filter((one) => one !== rule))).toBe("possible");
    }
  });
});

function countdown(seconds: number): () => number {
  const end = performance.now() + seconds * 1000;
  return () => (end - performance.now()) / 1000;
}
