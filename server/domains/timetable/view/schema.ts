import * as z from "zod";
import { timetableOutput } from "../schema.ts";

const id = z.uuid();
export const viewKinds = ["set", "teacher", "room", "person"] as const;
export type ViewKind = (typeof viewKinds)[number];

export const viewInput = z.object({
  schoolId: id,
  /** Without it the published timetable. */
  timetableId: id.optional(),
  kind: z.enum(viewKinds),
  id,
});
/** Weeks of many at once, for paper; without `ids` of everybody of the kind who has lessons. */
export const sheetsInput = z.object({
  schoolId: id,
  timetableId: id.optional(),
  kind: z.enum(["set", "teacher", "room"]),
  ids: z.array(id).max(200).optional(),
});
export const weekInput = z.object({ schoolId: id, timetableId: id.optional() });
export const unplacedInput = z.object({
  timetableId: id,
  whose: z.object({ kind: z.enum(viewKinds), id }).optional(),
});

const named = z.object({ id, name: z.string() });

export const weekOutput = z.object({
  name: z.string(),
  timeZone: z.string(),
  locale: z.string(),
  firstWeekday: z.number(),
  mode: z.string(),
  /** ISO weekday, 1 is Monday; null in a cycle that drifts through the week. */
  days: z.array(named.extend({ weekday: z.number().nullable() })),
  /** In the order of the day, breaks among them; clock times `HH:MM:SS` where the school gave them. */
  periods: z.array(
    named.extend({ startsAt: z.string().nullable(), endsAt: z.string().nullable(), isBreak: z.boolean() }),
  ),
});
export type Week = z.output<typeof weekOutput>;

/** A lesson as a grid shows it. `day` and `period` count from 0, periods without breaks; null while unplaced. */
export const cardOutput = z.object({
  lessonId: id,
  subject: z.string(),
  short: z.string(),
  hue: z.number(),
  duration: z.number(),
  day: z.number().nullable(),
  period: z.number().nullable(),
  room: named.nullable(),
  realRooms: z.array(named),
  pinned: z.boolean(),
  teachers: z.array(named),
  sets: z.array(named),
  tags: z.array(z.string()),
});
export type Card = z.output<typeof cardOutput>;

export const viewOutput = z.object({
  schoolId: id,
  week: weekOutput,
  /** null: nothing is published. */
  timetable: timetableOutput.nullable(),
  kind: z.enum(viewKinds),
  subject: named,
  cards: z.array(cardOutput),
});
export const sheetsOutput = z.object({
  week: weekOutput,
  timetable: timetableOutput.nullable(),
  sheets: z.array(z.object({ subject: named, cards: z.array(cardOutput) })),
});
export type Sheets = z.output<typeof sheetsOutput>;
export type TimetableView = z.output<typeof viewOutput>;

const withCount = named.extend({ lessons: z.number() });
export const directoryOutput = z.object({
  week: weekOutput,
  timetable: timetableOutput.nullable(),
  sets: z.array(
    withCount.extend({
      kind: z.enum(["year", "group", "subgroup"]),
      size: z.number(),
      parent: z.string().nullable(),
    }),
  ),
  teachers: z.array(withCount.extend({ code: z.string() })),
  rooms: z.array(withCount.extend({ building: z.string().nullable() })),
});
export type Directory = z.output<typeof directoryOutput>;

/** Whose timetable is one's own: oneself, and the pupils one is guardian of. */
export const mineOutput = z.object({
  persons: z.array(
    named.extend({ schoolId: id, school: z.string(), self: z.boolean(), as: z.enum(["teacher", "pupil"]) }),
  ),
  schools: z.array(named.extend({ published: z.boolean() })),
});
export type Mine = z.output<typeof mineOutput>;
