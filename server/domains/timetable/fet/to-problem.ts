import type { Constraint } from "../solver/constraint-types.ts";
import type { Problem } from "../solver/model.ts";
import { specOf } from "./catalogue/catalogue.ts";
import type { ConstraintEntry, FetDocument } from "./document.ts";
import { NotInEffect, ParamReader } from "./param-reader.ts";
import { indexDocument, type ProblemIndex } from "./problem-index.ts";
import { type Issue, IssueList } from "./report.ts";

type BuiltProblem = {
  readonly problem: Problem;
  /** Constraints that are not in effect and why; refusals; fatal errors in the data. */
  readonly issues: readonly Issue[];
};

/**
 * Turns a document into the engine's problem. It is always built, as far as the data allow: a constraint that
 * cannot be in effect is left out and named in the issues. With a `fatal` or `refusal` issue FET 6.8.5 would not
 * take the file.
 */
export function toProblem(document: FetDocument): BuiltProblem {
  const issues = new IssueList();
  const index = indexDocument(document, issues);
  checkGrid(document, issues);
  checkActivities(document, issues);
  const constraints = document.constraints.flatMap((entry, position) =>
    entry.active ? (toConstraint(entry, position, index, issues) ?? []) : [],
  );
  checkPreferredDays(document.constraints, issues);
  checkCompulsory(constraints, issues);
  checkMinHoursPerHalf(constraints, issues);
  checkCommonRooms(index, constraints, issues);
  return { problem: { ...index.problem, constraints }, issues: issues.issues };
}

/** True when FET 6.8.5 would take the data. */
export function isAccepted(issues: readonly Issue[]): boolean {
  return !issues.some(({ severity }) => severity === "fatal" || severity === "refusal");
}

function toConstraint(
  entry: ConstraintEntry,
  position: number,
  index: ProblemIndex,
  issues: IssueList,
): Constraint | null {
  const { type, weight, line, id } = entry;
  const rule = specOf(type);
  const at = { name: `Constraint${type}`, line };
  if (!rule.modes.includes(index.problem.mode)) {
    issues.add("refusal", "other-mode", at);
    return null;
  }
  if (!rule.soft && weight < 100) issues.add("refusal", "weight-below-100", at, { weight });
  try {
    const body = rule.build(new ParamReader(index, entry, issues));
    return { ...body, weight, source: { type, index: position, line, id } };
  } catch (error) {
    if (!(error instanceof NotInEffect)) throw error;
    issues.add(error.severity, error.code, at, error.details);
    return null;
  }
}

function checkGrid({ days, hours, mode, terms }: FetDocument, issues: IssueList): void {
  const at = { name: "Days_List", line: null };
  if (days.length === 0 || hours.length === 0) issues.add("fatal", "no-time-grid", at);
  if (mode === "mornings-afternoons" && days.length % 2 === 1) {
    issues.add("refusal", "odd-days", at, { days: days.length });
  }
  if (terms && terms.count * terms.daysPerTerm !== days.length) {
    const details = { terms: terms.count, daysPerTerm: terms.daysPerTerm, days: days.length };
    issues.add("refusal", "bad-terms", at, details);
  }
}

/** FET wants something to place, and no activity that is longer than a day. */
function checkActivities({ activities, hours }: FetDocument, issues: IssueList): void {
  const active = activities.filter((activity) => activity.active);
  if (active.length === 0)
    issues.add("refusal", "no-active-activity", { name: "Activities_List", line: null });
  for (const { id, duration, line } of active) {
    if (duration <= hours.length) continue;
    issues.add("refusal", "too-long", { name: "Activity", line }, { id, duration, hours: hours.length });
  }
}

/** FET accepts one preferred day for an activity, inactive ones included. */
function checkPreferredDays(entries: readonly ConstraintEntry[], issues: IssueList): void {
  const seen = new Set<unknown>();
  for (const { type, params, line } of entries) {
    if (type !== "ActivityPreferredDay") continue;
    const at = { name: `Constraint${type}`, line };
    if (seen.has(params.activity)) issues.add("refusal", "two-days", at, { id: String(params.activity) });
    seen.add(params.activity);
  }
}

function checkCompulsory(constraints: readonly Constraint[], issues: IssueList): void {
  for (const kind of ["basicCompulsoryTime", "basicCompulsorySpace"] as const) {
    const isPresent = constraints.some((constraint) => constraint.kind === kind && constraint.weight >= 100);
    const name =
      kind === "basicCompulsoryTime" ? "ConstraintBasicCompulsoryTime" : "ConstraintBasicCompulsorySpace";
    if (!isPresent) issues.add("refusal", "missing-compulsory", { name, line: null }, { name });
  }
}

/** FET wants a minimum of hours daily for everybody who has one per morning or afternoon. */
function checkMinHoursPerHalf(constraints: readonly Constraint[], issues: IssueList): void {
  const all = constraints.filter(
    (constraint) =>
      constraint.kind === "studentsMinHoursDaily" || constraint.kind === "teachersMinHoursDaily",
  );
  for (const people of ["subgroups", "teachers"] as const) {
    const minimums = all.filter(({ who }) => who.of === people);
    const daily = new Set(minimums.filter(({ unit }) => unit === "day").flatMap(({ who }) => who.ids));
    for (const { unit, who, source } of minimums) {
      if (unit === "day" || unit === "realDay" || who.ids.every((id) => daily.has(id))) continue;
      const at = { name: `Constraint${source.type}`, line: source.line };
      issues.add("refusal", "missing-min-hours", at, { half: unit });
    }
  }
}

/**
 * FET refuses data in which an activity can have no room to satisfy it: a preferred-room constraint of which no room
 * is large enough, preferred-room constraints of 100 % without a common room, or home-room constraints (of any
 * weight) without a common room that is large enough.
 */
function checkCommonRooms(index: ProblemIndex, constraints: readonly Constraint[], issues: IssueList): void {
  const preferred = new Map<number, readonly number[]>();
  const homes = new Map<number, readonly number[]>();
  for (const constraint of constraints) {
    if (constraint.kind !== "preferredRooms" && constraint.kind !== "homeRooms") continue;
    const allowed = constraint.kind === "homeRooms" ? homes : preferred;
    for (const activity of constraint.activities) {
      const students = index.problem.activities[activity]?.students ?? 0;
      const fits = constraint.rooms.filter((room) => (index.problem.rooms[room]?.capacity ?? 0) >= students);
      const before = allowed.get(activity);
      const narrows = constraint.kind === "homeRooms" || constraint.weight >= 100;
      if (narrows && before)
        allowed.set(
          activity,
          before.filter((room) => fits.includes(room)),
        );
      else if (narrows || fits.length === 0) allowed.set(activity, fits);
    }
  }
  for (const [activity, rooms] of [...preferred, ...homes]) {
    const id = index.problem.activities[activity]?.id ?? "";
    if (rooms.length === 0) issues.add("refusal", "no-common-room", { name: "Activity", line: null }, { id });
  }
}
