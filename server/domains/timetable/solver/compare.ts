import { type Evaluation, evaluate } from "./evaluate.ts";
import { shareByPeople } from "./evaluate-people.ts";
import type { Problem, Solution } from "./model.ts";

/** What one thing costs in either timetable. */
export type Both<T> = { readonly left: T; readonly right: T };
type Cost = { readonly hard: number; readonly soft: number };
type Total = Cost & { readonly unplaced: number };

export type Comparison = {
  readonly totals: Both<Total>;
  /** Rules broken in one or both, by their index in `Problem.constraints`: those that differ most first. */
  readonly rules: readonly (Both<Cost & { readonly count: number }> & { readonly constraint: number })[];
  /** Teachers and classes concerned by something broken in one or both, by index: those that differ most first. */
  readonly teachers: readonly (Both<Cost> & { readonly id: number })[];
  readonly classes: readonly (Both<Cost> & { readonly id: number })[];
  /** Activities that are elsewhere on the right than on the left. */
  readonly moved: readonly number[];
};

const nothing = { hard: 0, soft: 0, count: 0 };

/** Sets two timetables of one problem side by side. All numbers are the judge's; see `evaluate` for the units. */
export function compare(problem: Problem, left: Solution, right: Solution): Comparison {
  const one = evaluate(problem, left);
  const other = evaluate(problem, right);
  const [ofOne, ofOther] = [shareByPeople(problem, one), shareByPeople(problem, other)];
  return {
    totals: { left: totalOf(one), right: totalOf(other) },
    rules: pair(costs(one), costs(other)).map(({ id, ...both }) => ({ constraint: id, ...both })),
    teachers: pair(byId(ofOne.byTeacher), byId(ofOther.byTeacher)),
    classes: pair(byId(ofOne.byClass), byId(ofOther.byClass)),
    moved: problem.activities.flatMap((_, activity) =>
      left.slot[activity] !== right.slot[activity] || left.room[activity] !== right.room[activity]
        ? activity
        : [],
    ),
  };
}

const totalOf = ({ hard, soft, unplaced }: Evaluation): Total => ({ hard, soft, unplaced });

const costs = ({ byConstraint }: Evaluation) =>
  new Map(byConstraint.map(({ constraint, n, hard, cost }) => [constraint, { hard, soft: cost, count: n }]));

const byId = (shares: readonly (Cost & { readonly id: number })[]) =>
  new Map(shares.map(({ id, hard, soft }) => [id, { hard, soft, count: 0 }]));

function pair(
  left: ReadonlyMap<number, typeof nothing>,
  right: ReadonlyMap<number, typeof nothing>,
): (Both<typeof nothing> & { id: number })[] {
  return [...new Set([...left.keys(), ...right.keys()])]
    .map((id) => ({ id, left: left.get(id) ?? nothing, right: right.get(id) ?? nothing }))
    .sort((a, b) => difference(b) - difference(a) || a.id - b.id);
}

/** One hard violation outweighs any number of soft ones. */
const difference = ({ left, right }: Both<Cost>): number =>
  1e6 * Math.abs(left.hard - right.hard) + Math.abs(left.soft - right.soft);
