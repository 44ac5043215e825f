import type { z } from "zod";
import { audit } from "../../../core/audit.ts";
import type { Ctx, RequestContext } from "../../../core/context.ts";
import type { TenantDb } from "../../../core/db/database.ts";
import { AppError, notFound } from "../../../core/errors.ts";
import { hashToken, makeToken } from "../../../core/tokens.ts";
import { listMyPersons, type PersonRow } from "../view/queries.ts";
import { viewTimetable } from "../view/service.ts";
import { type CalendarSchool, writeCalendar } from "./calendar.ts";
import * as queries from "./queries.ts";
import type { createFeedInput, Feed } from "./schema.ts";

/** More calendars than anybody has; a bound on what one person can store. */
const mostFeeds = 20;

/** The actor's calendar addresses. */
export const listFeeds = (ctx: Ctx): Promise<Feed[]> => queries.listFeeds(ctx.db);

/**
 * Makes an address under which a calendar reads the published lessons of the actor or a ward. It holds a secret that is
 * told here and never again. Errors: NOT_FOUND for somebody else's lessons, LIMIT beyond twenty addresses.
 */
export async function createFeed(
  ctx: Ctx & Pick<RequestContext, "origin">,
  { personId, name }: z.output<typeof createFeedInput>,
): Promise<{ feed: Feed; address: string }> {
  const ownerId = ctx.actor.kind === "person" ? ctx.actor.id : "";
  const mine = await listMyPersons(ctx.db, ownerId);
  if (!mine.some(({ id }) => id === personId)) throw notFound("timetable.subject_not_found");
  if ((await queries.countFeeds(ctx.db)) >= mostFeeds)
    throw new AppError("LIMIT", "timetable.too_many_feeds");
  const token = makeToken();
  const feed = await queries.insertFeed(ctx.db, {
    ownerId,
    subjectId: personId,
    name,
    tokenHash: hashToken(token),
  });
  if (!feed) throw notFound("timetable.subject_not_found");
  await audit(ctx.db, "timetable.feeds.create", "feeds", feed.id, { name });
  return { feed, address: `${ctx.origin}/calendar/${token}.ics` };
}

/** Ends an address: whatever reads it gets nothing from now on. */
export async function removeFeed(ctx: Ctx, id: string): Promise<{ ok: true }> {
  const removed = await queries.deleteFeed(ctx.db, id);
  if (!removed) throw notFound("timetable.feed_not_found");
  await audit(ctx.db, "timetable.feeds.remove", "feeds", id, { name: removed.name });
  return { ok: true };
}

type Opening = Pick<RequestContext, "database" | "tenant" | "log" | "requestId" | "origin"> & {
  inHouse<T>(work: (db: TenantDb) => Promise<T>): Promise<T>;
};

/**
 * The calendar behind an address, for whoever knows it. It is read as the address's owner, so it shows what they may see
 * now: a closed account, or a guardian who no longer is one, has nothing. Errors: NOT_FOUND `timetable.feed_not_found`.
 */
export async function readFeed(opening: Opening, token: string): Promise<{ calendar: string }> {
  const feed = await opening.inHouse((db) => queries.findFeed(db, hashToken(token)));
  if (!feed) throw notFound("timetable.feed_not_found");
  const { database, tenant, log, requestId } = opening;
  const actor = { kind: "person", id: feed.ownerId, sessionId: null } as const;
  return database.readTenant(tenant, actor, async (db) => {
    const ctx: Ctx = { tenant, actor, db, log, requestId };
    const persons = (await listMyPersons(db, feed.ownerId)).filter(({ id }) => id === feed.subjectId);
    const [person] = persons;
    if (!person) throw notFound("timetable.feed_not_found");
    const schools = await Promise.all(persons.map((one) => schoolOf(ctx, one)));
    const host = new URL(opening.origin).hostname;
    const shown = schools.filter((school): school is CalendarSchool => school !== null);
    return { calendar: writeCalendar({ name: person.name, host, schools: shown }) };
  });
}

/** A person's part of the calendar in one school; null while nothing is published there. */
async function schoolOf(ctx: Ctx, { id, schoolId, as }: PersonRow): Promise<CalendarSchool | null> {
  const [view, spans] = await Promise.all([
    viewTimetable(ctx, { schoolId, kind: "person", id }),
    queries.listSpans(ctx.db, schoolId),
  ]);
  const { timetable, week, cards } = view;
  if (!timetable?.publishedAt) return null;
  const { publishedAt, updatedAt, version } = timetable;
  return {
    week,
    cards,
    spans,
    as,
    version,
    publishedAt: new Date(publishedAt),
    changedAt: new Date(updatedAt),
  };
}
