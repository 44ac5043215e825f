import type { Constraint } from "./constraint-types.ts";
import { minDaysHardParts } from "./constraints/activities-time.ts";
import { type Board, layOut } from "./constraints/board.ts";
import { judge } from "./constraints/judge.ts";
import { countViolations, type Violation } from "./constraints/violation.ts";
import type { Problem, Solution } from "./model.ts";

export type ConstraintResult = {
  /** Index into `Problem.constraints`. */
  readonly constraint: number;
  /** Violations, in the counting unit of the constraint's kind. */
  readonly n: number;
  /** What it adds to `hard`: n at weight 100; below, only the parts that bind at any weight. */
  readonly hard: number;
  /** What it adds to `soft`: n · weight / 100 below weight 100; 0 at 100. */
  readonly cost: number;
  /** The broken places; at least one. */
  readonly violations: readonly Violation[];
};

export type Evaluation = {
  /** Violations of weight-100 constraints, compulsory ones included (an unplaced activity counts 20,000). */
  readonly hard: number;
  /** Σ n · weight / 100 over the constraints below 100. */
  readonly soft: number;
  /** Activities without a time. */
  readonly unplaced: number;
  /** The broken constraints, in the order of the problem. */
  readonly byConstraint: readonly ConstraintResult[];
};

/**
 * The judge: counts every constraint from scratch, sharing nothing with the search. A timetable is valid when
 * `hard` is 0. Meaning and counting follow FET 6.8.5 (see README.md); sums are exact up to floating point, so
 * compare `soft` with a tolerance of 1e-6.
 */
export function evaluate(problem: Problem, solution: Solution): Evaluation {
  const board = layOut(problem, solution);
  const byConstraint = problem.constraints.flatMap((constraint, index) => {
    const result = evaluateOne(board, constraint, index);
    return result.violations.length > 0 ? [result] : [];
  });
  return {
    hard: byConstraint.reduce((sum, result) => sum + result.hard, 0),
    soft: byConstraint.reduce((sum, result) => sum + result.cost, 0),
    unplaced: solution.slot.reduce((count, slot) => count + (slot < 0 ? 1 : 0), 0),
    byConstraint,
  };
}

function evaluateOne(board: Board, constraint: Constraint, index: number): ConstraintResult {
  const violations = judge(board, constraint);
  const n = countViolations(violations);
  const isHard = constraint.weight >= 100;
  const alwaysHard =
    constraint.kind === "minDaysBetweenActivities" && !isHard ? minDaysHardParts(board, constraint) : [];
  return {
    constraint: index,
    n,
    hard: isHard ? n : countViolations(alwaysHard),
    cost: isHard ? 0 : (n * constraint.weight) / 100,
    violations: [...violations, ...alwaysHard],
  };
}
