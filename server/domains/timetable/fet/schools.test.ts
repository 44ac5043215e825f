import { describe, expect, it } from "vitest";
import { evaluate } from "../solver/evaluate.ts";
import { emptySolution } from "../solver/model.ts";
import type { FetDocument } from "./document.ts";
import { parseFet } from "./parse.ts";
import { hasSchools, readSchool, schoolFiles } from "./testing/shared-data.ts";
import { isAccepted, toProblem } from "./to-problem.ts";
import { writeFet } from "./write.ts";

/** A document without what depends on the file it came from. */
function withoutPlaces(document: FetDocument): FetDocument {
  return {
    ...document,
    activities: document.activities.map((activity) => ({ ...activity, line: null })),
    constraints: document.constraints.map((constraint) => ({ ...constraint, line: null })),
  };
}

describe.skipIf(!hasSchools)(
  `real schools' files${hasSchools ? "" : " (skipped: shared data absent)"}`,
  () => {
    it("are all there", () => {
      expect(schoolFiles).toHaveLength(32);
    });

    it.each(schoolFiles)("%s: every constraint is typed or named in the report", (file) => {
      const { document, report } = parseFet(readSchool(file));
      const { problem, issues } = toProblem(document);
      const named = (list: readonly { element: string; severity: string }[]) =>
        list.filter(({ element, severity }) => element.startsWith("Constraint") && severity !== "note")
          .length;
      const inactive = document.constraints.filter(({ active }) => !active).length;
      expect(isAccepted([...report.issues, ...issues])).toBe(true);
      expect(report.constraintsInFile).toBe(document.constraints.length + named(report.issues));
      expect(document.constraints.length).toBe(problem.constraints.length + inactive + named(issues));
      expect(report.issues.filter(({ code }) => code === "unknown-element")).toEqual([]);
    });

    it.each(schoolFiles)("%s: written and read again it is the same", (file) => {
      const { document } = parseFet(readSchool(file));
      const again = parseFet(writeFet(document));
      expect(again.report.issues).toEqual([]);
      expect(withoutPlaces(again.document)).toEqual(withoutPlaces(document));
    });

    it.each(schoolFiles)(
      "%s: an empty timetable costs 20,000 an activity, a full one is judged within a second",
      (file) => {
        const { problem } = toProblem(parseFet(readSchool(file)).document);
        const solution = emptySolution(problem);
        const empty = evaluate(problem, solution);
        expect(empty.unplaced).toBe(problem.activities.length);
        expect(empty.hard).toBeGreaterThanOrEqual(20_000 * problem.activities.length);
        const slots = problem.days.length * problem.hours.length;
        problem.activities.forEach((_, index) => {
          solution.slot[index] = (index * 7) % slots;
        });
        const start = performance.now();
        expect(evaluate(problem, solution).unplaced).toBe(0);
        expect(performance.now() - start).toBeLessThan(1000);
      },
    );
  },
);
