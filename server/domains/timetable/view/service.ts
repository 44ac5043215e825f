import type { z } from "zod";
import type { Ctx } from "../../../core/context.ts";
import { notFound } from "../../../core/errors.ts";
import { findPublished, findTimetable } from "../queries.ts";
import type { Timetable } from "../schema.ts";
import { classesOf } from "./classes.ts";
import * as queries from "./queries.ts";
import type {
  Card,
  Directory,
  Mine,
  Sheets,
  sheetsInput,
  TimetableView,
  unplacedInput,
  viewInput,
  weekInput,
} from "./schema.ts";

/**
 * The week of one class, teacher, room or person in a timetable, by default the published one. A class shows the
 * lessons of every set that shares pupils with it. Errors: NOT_FOUND for what the actor may not see.
 */
export async function viewTimetable(ctx: Ctx, input: z.output<typeof viewInput>): Promise<TimetableView> {
  const [week, timetable, subject] = await Promise.all([
    queries.findWeek(ctx.db, input.schoolId),
    chosen(ctx, input),
    queries.findSubject(ctx.db, input),
  ]);
  if (!week) throw notFound("school.not_found");
  if (!subject) throw notFound("timetable.subject_not_found", { kind: input.kind });
  const cards = timetable ? await queries.listCards(ctx.db, timetable.id, input) : [];
  return { schoolId: input.schoolId, week, timetable, kind: input.kind, subject, cards };
}

/** Sheets of one answer: a large school's classes, teachers or rooms. */
const mostSheets = 200;

/**
 * The weeks of many classes, teachers or rooms, each as `viewTimetable` shows it, for printing in one go. Without `ids`
 * every pupil's class is printed once (see `classesOf`).
 */
export async function printSheets(ctx: Ctx, input: z.output<typeof sheetsInput>): Promise<Sheets> {
  const { kind, ids } = input;
  const { week, timetable, ...lists } = await directory(ctx, input);
  const all = { set: lists.sets, teacher: lists.teachers, room: lists.rooms }[kind];
  const usual =
    kind === "set" ? classesOf(lists.sets, await queries.listMembers(ctx.db, input.schoolId)) : all;
  const wanted = ids ? all.filter(({ id }) => ids.includes(id)) : usual.filter(({ lessons }) => lessons > 0);
  if (!timetable) return { week, timetable, sheets: [] };
  const sheets = await Promise.all(
    wanted.slice(0, mostSheets).map(async ({ id, name }) => ({
      subject: { id, name },
      cards: await queries.listCards(ctx.db, timetable.id, { kind, id }),
    })),
  );
  return { week, timetable, sheets };
}

/** Classes, teachers and rooms of a school, with the number of lessons that each has in the timetable. */
export async function directory(ctx: Ctx, input: z.output<typeof weekInput>): Promise<Directory> {
  const [week, timetable] = await Promise.all([queries.findWeek(ctx.db, input.schoolId), chosen(ctx, input)]);
  if (!week) throw notFound("school.not_found");
  const found = await queries.findDirectory(ctx.db, input.schoolId, timetable?.id ?? null);
  return { week, timetable, sets: [], teachers: [], rooms: [], ...found };
}

/** Whose timetables are the actor's own, and which schools they may read. */
export async function myTimetables(ctx: Ctx): Promise<Mine> {
  const personId = ctx.actor.kind === "person" ? ctx.actor.id : null;
  const [persons, schools] = await Promise.all([
    personId ? queries.listMyPersons(ctx.db, personId) : [],
    queries.listSchools(ctx.db),
  ]);
  return { persons, schools };
}

/** Active lessons without a place in a timetable, of all or of one class or teacher; the longest first, at most 100. */
export async function listUnplaced(ctx: Ctx, input: z.output<typeof unplacedInput>): Promise<Card[]> {
  const timetable = await findTimetable(ctx.db, input.timetableId);
  if (!timetable) throw notFound("timetable.not_found");
  return queries.listUnplaced(ctx.db, timetable.id, timetable.schoolId, input.whose ?? null);
}

/** Whether a school has lessons to make a timetable of. */
export const hasLessons = (ctx: Ctx, input: { schoolId: string }): Promise<boolean> =>
  queries.hasLessons(ctx.db, input.schoolId);

async function chosen(ctx: Ctx, input: z.output<typeof weekInput>): Promise<Timetable | null> {
  if (!input.timetableId) return (await findPublished(ctx.db, input.schoolId)) ?? null;
  const found = await findTimetable(ctx.db, input.timetableId);
  if (!found || found.schoolId !== input.schoolId) throw notFound("timetable.not_found");
  return found;
}
