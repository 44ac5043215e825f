import { describe, expect, it } from "vitest";
import { checkFet } from "./check.ts";
import { parseFet } from "./parse.ts";
import { bestByExhaustion } from "./testing/exhaust.ts";
import { hasSemantics, readSemantics, semanticsTable } from "./testing/shared-data.ts";
import { isAccepted, toProblem } from "./to-problem.ts";

const reason = hasSemantics ? "" : " (skipped: shared data absent)";

describe.skipIf(!hasSemantics)(`random instances that FET 6.8.5 solved${reason}`, () => {
  it.each(semanticsTable("soft/totals.tsv"))(
    "gives FET's soft total and number of broken places for %s: %s, %s",
    (name = "", total, lines) => {
      const check = checkFet(readSemantics(`soft/${name}.fet`), readSemantics(`soft/${name}_activities.xml`));
      expect(check).toMatchObject({ accepted: true, hard: 0, unplaced: 0 });
      expect(Math.abs(check.soft - Number(total))).toBeLessThan(1e-6);
      expect(check.byConstraint.flatMap(({ violations }) => violations)).toHaveLength(Number(lines));
    },
  );
});

describe.skipIf(!hasSemantics)(`small instances that FET 6.8.5 accepted or not${reason}`, () => {
  it.each(semanticsTable("hard/outcomes.tsv"))("agrees on %s, %s: %s", (file = "", _case, outcome, total) => {
    const { document, report } = parseFet(readSemantics(`hard/${file}.fet`));
    const { problem, issues } = toProblem(document);
    const best = isAccepted([...report.issues, ...issues]) ? bestByExhaustion(problem) : null;
    expect(best !== undefined, "small enough to try everything").toBe(true);
    expect(best ? "1" : "0").toBe(outcome);
    if (best) expect(best.soft).toBeCloseTo(Number(total), 9);
  });
});
