import type { Constraint } from "../solver/constraint-types.ts";
import { type Evaluation, evaluate } from "../solver/evaluate.ts";
import type { Problem, Solution } from "../solver/model.ts";

/** What one rule costs in one timetable. `kind` is a key of the page's words for rules. */
export type RuleScore = {
  ruleId: string | null;
  kind: string;
  type: string;
  /** Whom or what the rule is about, by name; empty when it is about everybody. */
  about: string[];
  weight: number;
  hard: number;
  count: number;
  cost: number;
};

export type Score = { hard: number; soft: number; unplaced: number; breakdown: RuleScore[] };

/** Broken rules that are listed; the rest is in the sums. */
const listed = 300;

/**
 * Judges a timetable with the independent evaluator. The cost of lessons without a place is told as their number, not
 * as the thousands that each adds to `hard`: people count lessons.
 */
export function score(problem: Problem, solution: Solution): Score {
  const { hard, soft, unplaced, byConstraint } = evaluate(problem, solution);
  const breakdown = byConstraint
    .flatMap((result) => ruleScore(problem, result, unplaced))
    .sort((a, b) => b.hard - a.hard || b.cost - a.cost);
  return { hard: hard - unplaced * 2 * unplacedCost, soft, unplaced, breakdown: breakdown.slice(0, listed) };
}

/** What the evaluator counts for a lesson without a place in each of the two compulsory rules, of time and of space. */
const unplacedCost = 10_000;

function ruleScore(
  problem: Problem,
  result: Evaluation["byConstraint"][number],
  unplaced: number,
): RuleScore[] {
  const constraint = problem.constraints[result.constraint];
  if (!constraint) return [];
  const compulsory = constraint.kind === "basicCompulsoryTime" || constraint.kind === "basicCompulsorySpace";
  const told = compulsory ? unplaced * unplacedCost : 0;
  if (compulsory && result.hard === told) return [];
  return [
    {
      ruleId: constraint.source.id,
      kind: constraint.kind,
      type: constraint.source.type,
      about: aboutOf(problem, constraint),
      weight: constraint.weight,
      hard: result.hard - told,
      count: result.n - told,
      cost: result.cost,
    },
  ];
}

/** At most so many names tell whom a rule is about. */
const namesShown = 3;

/** Whom or what a rule is about, by name; nobody when it is about everybody. */
export function aboutOf(problem: Problem, constraint: Constraint): string[] {
  if ("who" in constraint) {
    const { of, ids } = constraint.who;
    const all = of === "teachers" ? problem.teachers : problem.subgroups;
    if (ids.length === all.length && all.length > 1) return [];
    return shorten(ids.map((id) => all[id]?.name ?? ""));
  }
  if ("activities" in constraint)
    return shorten(constraint.activities.map((index) => lessonName(problem, index)));
  if ("first" in constraint && typeof constraint.first === "number" && typeof constraint.second === "number")
    return [constraint.first, constraint.second].map((index) => lessonName(problem, index));
  if ("room" in constraint) return [problem.rooms[constraint.room]?.name ?? ""];
  return [];
}

const shorten = (names: string[]): string[] => {
  const once = [...new Set(names)];
  return once.length > namesShown ? [...once.slice(0, namesShown), "…"] : once;
};

/** A lesson as people call it: its subject and classes. */
export function lessonName(problem: Problem, index: number): string {
  const activity = problem.activities[index];
  if (!activity) return "";
  const sets = activity.studentsSets.map((set) => problem.studentsSets[set]?.name ?? "");
  return [problem.subjects[activity.subject] ?? "", sets.join(", ")].filter(Boolean).join(" ");
}
