import type { z } from "zod";
import type { Ctx } from "../../../core/context.ts";
import { invalid, notFound } from "../../../core/errors.ts";
import { toSolution } from "../plan/placement.ts";
import { listPlacements } from "../plan/queries.ts";
import { aboutOf } from "../plan/score.ts";
import { visible } from "../service.ts";
import { type Comparison, compare } from "../solver/compare.ts";
import type { Problem, Solution } from "../solver/model.ts";
import { loadModel, type Model } from "../stock/model.ts";
import type { compareInput, TimetableComparison } from "./schema.ts";

/** Differences that are listed of each sort; the rest is in the totals. */
const listed = 300;
/** What the evaluator counts for a lesson without a place; people count lessons. */
const unplacedCost = 20_000;

/**
 * Sets two timetables of a school side by side, both judged under the rules as they are now: totals, rule by rule,
 * teacher by teacher, class by class, and which lessons are elsewhere. Errors: NOT_FOUND; INVALID
 * `timetable.other_school` for timetables of two schools.
 */
export async function compareTimetables(
  ctx: Ctx,
  input: z.output<typeof compareInput>,
): Promise<TimetableComparison> {
  const [left, right] = await Promise.all([visible(ctx, input.left), visible(ctx, input.right)]);
  if (left.schoolId !== right.schoolId) throw invalid("timetable.other_school");
  const [model, ofLeft, ofRight] = await Promise.all([
    loadModel(ctx.db, left.schoolId),
    listPlacements(ctx.db, left.id),
    listPlacements(ctx.db, right.id),
  ]);
  if (!model) throw notFound("school.not_found");
  const solutions = { left: toSolution(model, ofLeft), right: toSolution(model, ofRight) };
  const found = compare(model.problem, solutions.left, solutions.right);
  const placed = (total: Comparison["totals"]["left"]) => ({
    ...total,
    hard: total.hard - total.unplaced * unplacedCost,
  });
  return {
    left,
    right,
    totals: { left: placed(found.totals.left), right: placed(found.totals.right) },
    rules: rulesOf(model.problem, found),
    teachers: named(found.teachers, (index) => model.problem.teachers[index]?.name),
    classes: named(found.classes, (index) => model.problem.studentsSets[index]?.name),
    moves: found.moved.map((activity) => moveOf(model, activity, solutions.left, solutions.right)),
  };
}

/** The compulsory rules of time and space are left out: what is broken there is told as lessons without a place. */
function rulesOf(problem: Problem, { rules }: Comparison): TimetableComparison["rules"] {
  return rules
    .flatMap(({ constraint: index, left, right }) => {
      const constraint = problem.constraints[index];
      if (
        !constraint ||
        constraint.kind === "basicCompulsoryTime" ||
        constraint.kind === "basicCompulsorySpace"
      )
        return [];
      const { kind, weight } = constraint;
      return [{ left, right, kind, weight, about: aboutOf(problem, constraint) }];
    })
    .slice(0, listed);
}

const named = (rows: Comparison["teachers"], nameOf: (index: number) => string | undefined) =>
  rows.slice(0, listed).map(({ id, left, right }) => ({ left, right, name: nameOf(id) ?? "" }));

function moveOf(
  { problem, lessonIds }: Model,
  activity: number,
  left: Solution,
  right: Solution,
): TimetableComparison["moves"][number] {
  const lesson = problem.activities[activity];
  const hours = problem.hours.length;
  const placeIn = ({ slot, room }: Solution) => {
    const at = slot[activity] ?? -1;
    if (at < 0) return null;
    return {
      day: problem.days[Math.floor(at / hours)] ?? "",
      period: problem.hours[at % hours] ?? "",
      room: problem.rooms[room[activity] ?? -1]?.name ?? null,
    };
  };
  return {
    lessonId: lessonIds[activity] ?? "",
    subject: problem.subjects[lesson?.subject ?? -1] ?? "",
    teachers: (lesson?.teachers ?? []).map((index) => problem.teachers[index]?.name ?? ""),
    classes: (lesson?.studentsSets ?? []).map((index) => problem.studentsSets[index]?.name ?? ""),
    from: placeIn(left),
    to: placeIn(right),
  };
}
