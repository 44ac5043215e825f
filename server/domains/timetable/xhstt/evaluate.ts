import { type Board, layOut } from "./board.ts";
import type { PointDeviations } from "./event-deviations.ts";
import * as events from "./event-deviations.ts";
import type { Constraint, Cost, CostFunction, Instance, Solution } from "./model.ts";
import * as resources from "./resource-deviations.ts";

export type ConstraintCost = {
  readonly constraint: Constraint;
  /** Weighted; part of infeasibility when the constraint is required, else of the objective. */
  readonly cost: number;
  /** Points of application with a cost. */
  readonly points: readonly { readonly point: string; readonly deviation: number; readonly cost: number }[];
};

export type Evaluation = Cost & {
  /** Durations of meets without a time. */
  readonly unplaced: number;
  /** Constraints with a cost, in the order of the instance. */
  readonly byConstraint: readonly ConstraintCost[];
};

/**
 * The official cost of a solution, counted from scratch: for each constraint and point of application the weight times
 * the cost function of its deviations, summed as infeasibility (required constraints) and objective value
 * (the others). Two costs compare by infeasibility first.
 *
 * The definitions are those published with the format (J. H. Kingston, "HSEval: specification", University of Sydney;
 * G. Post et al., "XHSTT: an XML archive for high school timetabling problems in different countries", 2011), and
 * agree with the costs that the authors of solutions report in the archives.
 */
export function evaluate(instance: Instance, solution: Pick<Solution, "meets">): Evaluation {
  const board = layOut(instance, solution);
  const byConstraint = instance.constraints
    .map((constraint) => costOf(board, constraint))
    .filter(({ cost }) => cost > 0);
  const sum = (required: boolean) =>
    byConstraint.reduce((total, one) => total + (one.constraint.required === required ? one.cost : 0), 0);
  return {
    infeasibility: sum(true),
    objective: sum(false),
    unplaced: solution.meets.filter(({ time }) => time < 0).length,
    byConstraint,
  };
}

function costOf(board: Board, constraint: Constraint): ConstraintCost {
  const points = deviationsOf(board, constraint).flatMap(({ point, deviations }) => {
    const cost = constraint.weight * combine[constraint.costFunction](deviations);
    return cost > 0 ? { point, deviation: linear(deviations), cost } : [];
  });
  return { constraint, cost: points.reduce((sum, { cost }) => sum + cost, 0), points };
}

const linear = (deviations: readonly number[]) => deviations.reduce((sum, one) => sum + one, 0);

const combine: Record<CostFunction, (deviations: readonly number[]) => number> = {
  linear,
  quadratic: (deviations) => linear(deviations) ** 2,
  step: (deviations) => (linear(deviations) > 0 ? 1 : 0),
  sumSquares: (deviations) => deviations.reduce((sum, one) => sum + one * one, 0),
  sumSteps: (deviations) => deviations.filter((one) => one > 0).length,
};

function deviationsOf(board: Board, constraint: Constraint): readonly PointDeviations[] {
  switch (constraint.kind) {
    case "assignResource":
      return events.assignResource(board, constraint);
    case "assignTime":
      return events.assignTime(board, constraint);
    case "splitEvents":
      return events.splitEvents(board, constraint);
    case "distributeSplitEvents":
      return events.distributeSplitEvents(board, constraint);
    case "preferResources":
      return events.preferResources(board, constraint);
    case "preferTimes":
      return events.preferTimes(board, constraint);
    case "avoidSplitAssignments":
      return events.avoidSplitAssignments(board, constraint);
    case "spreadEvents":
      return events.spreadEvents(board, constraint);
    case "linkEvents":
      return events.linkEvents(board, constraint);
    case "orderEvents":
      return events.orderEvents(board, constraint);
    case "avoidClashes":
      return resources.avoidClashes(board, constraint);
    case "avoidUnavailableTimes":
      return resources.avoidUnavailableTimes(board, constraint);
    case "limitIdleTimes":
      return resources.limitIdleTimes(board, constraint);
    case "clusterBusyTimes":
      return resources.clusterBusyTimes(board, constraint);
    case "limitBusyTimes":
      return resources.limitBusyTimes(board, constraint);
    case "limitWorkload":
      return resources.limitWorkload(board, constraint);
  }
}
