// biome-ignore-all lint/style/noNonNullAssertion: indexes come from the lists they index.
import type { Proof } from "../solver/explain/proof.ts";
import type { Relaxation } from "../solver/explain/relax.ts";
import type { WhyNot } from "../solver/explain/why-not.ts";
import type { Problem } from "../solver/model.ts";
import { type Names, namesOf, some } from "./names.ts";
import type { Sentence, ToldFinding, ToldRelaxation, ToldRule, WhyNotAnswer } from "./schema.ts";

/** What is known of the rows behind a problem; a file has none. */
export type Rows = {
  lessonId(index: number): string;
  /** The change of a rule's row that a relaxation stands for; null where there is none. */
  patch(problem: Problem, change: Relaxation["change"]): ToldRelaxation["patch"];
};

/** Lessons listed with a finding. */
const MOST_LESSONS = 60;

/** Puts an answer into names and rows: what a page or a command can show without the problem. */
export function tellAnswer(problem: Problem, answer: WhyNot, rows: Rows, seconds: number): WhyNotAnswer {
  const names = namesOf(problem);
  const lesson = (index: number) => ({ id: rows.lessonId(index), name: names.lesson(index) });
  const rule = (index: number) => tellRule(problem, names, index);
  return {
    verdict: answer.verdict,
    seconds: Math.round(seconds * 100) / 100,
    findings: answer.findings.map(
      ({ proof, rules, minimal, alike, relaxations }): ToldFinding => ({
        reason: tellReason(names, proof),
        lessons: proof.activities.slice(0, MOST_LESSONS).map(lesson),
        rules: rules.map(rule),
        minimal,
        alike,
        relaxations: relaxations.map((one) => tellRelaxation(problem, names, rules, one, rows)),
      }),
    ),
    blockers: answer.blockers.map(({ activity, starts, by }) => ({
      lesson: lesson(activity),
      starts,
      by: by.map((one) => ({ ...rule(one.rule), starts: one.starts })),
    })),
  };
}

function tellRule(problem: Problem, names: Names, index: number): ToldRule {
  const constraint = problem.constraints[index]!;
  const { source } = constraint;
  return {
    ruleId: source.id,
    kind: constraint.kind,
    type: source.type,
    weight: constraint.weight,
    line: source.line,
    about: names.about(constraint),
    pinned: source.type === "Pinned",
  };
}

function tellReason(names: Names, { reason, activities }: Proof): Sentence {
  const values: Sentence["values"] = { lessons: activities.length };
  for (const [key, value] of Object.entries(reason))
    if (typeof value === "number" && key !== "activity" && key !== "first" && key !== "second")
      values[key] = value;
  if ("who" in reason && reason.who) values.who = names.person(reason.who, activities);
  if ("activity" in reason) values.lesson = names.lesson(reason.activity);
  if ("first" in reason) values.first = names.lesson(reason.first);
  if ("second" in reason) values.second = names.lesson(reason.second);
  if ("rooms" in reason) {
    values.rooms = some(reason.rooms.map(names.room)).join(", ");
    values.roomCount = reason.rooms.length;
  }
  values.names = some(activities.map(names.lesson)).join(", ");
  return { code: codeOf(reason), values };
}

/** Reasons about one person say whose week it is: a teacher's or a class's. */
function codeOf(reason: Proof["reason"]): string {
  if (!("who" in reason)) return reason.kind;
  if (!reason.who) return `${reason.kind}Lessons`;
  return `${reason.kind}${reason.who.of === "teachers" ? "Teacher" : "Class"}`;
}

function tellRelaxation(
  problem: Problem,
  names: Names,
  rules: readonly number[],
  { change, people, lessons, remaining }: Relaxation,
  rows: Rows,
): ToldRelaxation {
  const patch = rows.patch(problem, change);
  const common = { people, lessons, remaining, patch };
  switch (change.kind) {
    case "drop": {
      const pinned = problem.constraints[change.rule]!.source.type === "Pinned";
      const code = pinned ? "dropPin" : patch?.weight === undefined ? "dropOff" : "dropWish";
      return { ...common, code, values: { weight: patch?.weight ?? 0 }, rule: rules.indexOf(change.rule) };
    }
    case "limit": {
      const code = change.to > change.from ? "limitUp" : "limitDown";
      return {
        ...common,
        code,
        values: { from: change.from, to: change.to },
        rule: rules.indexOf(change.rule),
      };
    }
    case "open": {
      const slots = some(change.slots.map(names.slot)).join(", ");
      const values = { slots, count: change.slots.length };
      return { ...common, code: "open", values, rule: rules.indexOf(change.rule) };
    }
    case "rooms":
      return {
        ...common,
        code: "rooms",
        values: { room: names.room(change.room), count: change.count },
        rule: null,
      };
    case "lessons": {
      const values = {
        names: some(change.activities.map(names.lesson)).join(", "),
        count: change.activities.length,
        hours: change.hours,
      };
      return { ...common, code: "lessons", values, rule: null };
    }
  }
}
