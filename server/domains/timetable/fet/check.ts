import type { Source } from "../solver/constraint-types.ts";
import { type ConstraintResult, evaluate } from "../solver/evaluate.ts";
import type { Problem } from "../solver/model.ts";
import { parseFet } from "./parse.ts";
import type { Issue } from "./report.ts";
import { readResults } from "./results.ts";
import { isAccepted, toProblem } from "./to-problem.ts";

type CheckedConstraint = Omit<ConstraintResult, "constraint"> & {
  /** Type name of the format, e.g. `TeachersMaxGapsPerWeek`. */
  readonly type: string;
  readonly weight: number;
  readonly source: Source;
};

export type Check = {
  /** False when FET 6.8.5 would not take the data at all; `issues` say why. */
  readonly accepted: boolean;
  readonly hard: number;
  readonly soft: number;
  readonly unplaced: number;
  /** Broken constraints, the costliest first. */
  readonly byConstraint: readonly CheckedConstraint[];
  readonly issues: readonly Issue[];
};

/**
 * Judges a result file against a .fet file, in FET's units. Pure: two texts in, counts out. Throws `UnusableFile`
 * when one of the texts is not what it should be.
 */
export function checkFet(fetText: string, resultsText: string): Check {
  const { document, report } = parseFet(fetText);
  const built = toProblem(document);
  const results = readResults(resultsText, built.problem);
  const issues = [...report.issues, ...built.issues, ...results.issues];
  const { hard, soft, unplaced, byConstraint } = evaluate(built.problem, results.solution);
  return {
    accepted: isAccepted(issues),
    hard,
    soft,
    unplaced,
    byConstraint: byConstraint
      .map((result) => withType(built.problem, result))
      .sort((a, b) => b.hard - a.hard || b.cost - a.cost),
    issues,
  };
}

function withType(problem: Problem, { constraint, ...result }: ConstraintResult): CheckedConstraint {
  const found = problem.constraints[constraint];
  if (!found) throw new RangeError(`no constraint ${constraint}`);
  return { type: found.source.type, weight: found.weight, source: found.source, ...result };
}
