/**
 * One broken place of a constraint: how many violations it counts for, and whom and when it concerns (indexes of
 * `Problem`), so that a breakdown or an explanation can name them. Absent fields do not apply.
 */
export type Violation = {
  readonly n: number;
  /** Which part of the rule broke, for rules with several, e.g. `unplaced` or `teacherClash`. */
  readonly part?: string;
  readonly activities?: readonly number[];
  readonly teachers?: readonly number[];
  readonly subgroups?: readonly number[];
  readonly room?: number;
  readonly slots?: readonly number[];
};

/** Σ n. */
export function countViolations(violations: readonly Violation[]): number {
  return violations.reduce((sum, violation) => sum + violation.n, 0);
}
