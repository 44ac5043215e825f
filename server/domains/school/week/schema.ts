import * as z from "zod";
import { clockTime, nameText } from "../schema.ts";

/** A day of the cycle; `id` is null for a new one. The order of the list is the order of the week. */
export const dayFields = z.object({
  id: z.uuid().nullable(),
  name: nameText,
  /** ISO weekday, or null in a cycle that drifts through the week. */
  weekday: z.int().min(1).max(7).nullable(),
});
/** A period, or a break between periods. */
export const periodFields = z.object({
  id: z.uuid().nullable(),
  name: nameText,
  startsAt: clockTime.nullable(),
  endsAt: clockTime.nullable(),
  isBreak: z.boolean(),
});
export const weekFields = z.object({
  days: z.array(dayFields).min(1, "required").max(40, "tooMany"),
  periods: z.array(periodFields).min(1, "required").max(60, "tooMany"),
});
/** `version` stands for the state of all rows of the week that the values were made from. */
export const saveWeekInput = z.object({
  schoolId: z.uuid(),
  version: z.string().max(64),
  values: weekFields,
});
export const weekOutput = z.object({
  version: z.string(),
  days: z.array(dayFields.extend({ id: z.uuid() })),
  periods: z.array(periodFields.extend({ id: z.uuid() })),
});
export type Week = z.infer<typeof weekOutput>;
export type WeekDay = Week["days"][number];
export type WeekPeriod = Week["periods"][number];

/**
 * What is wrong with a week, by field path, as keys of `school.errors`: names twice, a period that ends before it starts
 * or starts before the one above has ended, nothing but breaks. Empty when all is well.
 */
export function weekProblems(week: z.infer<typeof weekFields>): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const list of ["days", "periods"] as const) {
    const seen = new Set<string>();
    for (const [index, { name }] of week[list].entries()) {
      if (seen.has(name)) problems[`values.${list}.${index}.name`] = "taken";
      seen.add(name);
    }
  }
  let before = "";
  for (const [index, period] of week.periods.entries()) {
    const path = `values.periods.${index}`;
    if ((period.startsAt === null) !== (period.endsAt === null))
      problems[`${path}.${period.startsAt === null ? "startsAt" : "endsAt"}`] = "required";
    if (period.startsAt === null || period.endsAt === null) continue;
    if (period.startsAt >= period.endsAt) problems[`${path}.endsAt`] = "endBeforeStart";
    if (period.startsAt < before) problems[`${path}.startsAt`] = "overlaps";
    before = period.endsAt;
  }
  if (week.periods.every((period) => period.isBreak)) problems["values.periods"] = "onlyBreaks";
  return problems;
}
