import { beforeAll, describe, expect, test } from "vitest";
import { parseFet } from "../fet/parse.ts";
import {
  hasSchools,
  hasSemantics,
  readSchool,
  readSemantics,
  schoolFiles,
  semanticsTable,
} from "../fet/testing/shared-data.ts";
import { isAccepted, toProblem } from "../fet/to-problem.ts";
import { allProofs } from "../solver/explain/checks/checks.ts";
import { factsOf } from "../solver/explain/facts.ts";
import type { ExactSolver } from "../solver/explain/integer-model.ts";
import { whyNot } from "../solver/explain/why-not.ts";
import { loadExactSolver } from "./highs.ts";

let exact: ExactSolver;
beforeAll(async () => {
  exact = await loadExactSolver();
});

const absent = " (skipped: shared data absent)";

describe.skipIf(!hasSemantics)(`small instances that FET 6.8.5 judged${hasSemantics ? "" : absent}`, () => {
  test.each(semanticsTable("hard/outcomes.tsv"))(
    "%s, %s: a timetable is shown, or its impossibility proved, as FET found (%s)",
    { timeout: 30_000 },
    (file = "", _case, outcome) => {
      const { document, report } = parseFet(readSemantics(`hard/${file}.fet`));
      const { problem, issues } = toProblem(document);
      if (!isAccepted([...report.issues, ...issues])) return; // refused before any search
      const end = performance.now() + 20_000;
      const secondsLeft = () => (end - performance.now()) / 1000;
      const { verdict } = whyNot(problem, { exact, secondsLeft, checksOnly: false });
      expect(verdict).toBe(outcome === "1" ? "possible" : "impossible");
    },
  );
});

/** The largest take seconds each. */
const largest = /GYR|SPAIN|MHS|REVA|IBDP|Bethlen|Blocks|secondary/;

describe.skipIf(!hasSchools)(`real schools${hasSchools ? "" : absent}`, () => {
  test.each(schoolFiles.filter((file) => !largest.test(file)))(
    "no check complains of %s",
    { timeout: 30_000 },
    (file) => {
      const { problem } = toProblem(parseFet(readSchool(file)).document);
      expect(allProofs(factsOf(problem))).toEqual([]);
    },
  );
});
