import { afterAll, beforeAll, expect, test } from "vitest";
import type { Role } from "../../../core/auth.ts";
import { sql } from "../../../core/db/sql.ts";
import { createLogger } from "../../../core/log.ts";
import { moveLesson } from "../edit/service.ts";
import { applyImport } from "../import/service.ts";
import { createTimetable, publishTimetable, visible } from "../service.ts";
import { openTestSchool, type TestSchool } from "../testing/school.ts";
import { smallSchool } from "../testing/small-school.ts";
import { createFeed, listFeeds, readFeed, removeFeed } from "./service.ts";

let school: TestSchool;
beforeAll(async () => {
  school = await openTestSchool();
  const { schoolId } = school;
  const input = { schoolId, fileName: "small.fet", content: smallSchool, missing: "remove" as const };
  await school.as("timetabler", (ctx) => applyImport(ctx, input));
  const draft = await school.as("timetabler", (ctx) => createTimetable(ctx, { schoolId, name: "Plan" }));
  const lessonId = await school.as("system", async ({ db }) => {
    await db.run(sql`update schools set time_zone = 'Europe/London' where id = ${schoolId}`);
    await db.run(sql`update days set weekday = position + 1 where school_id = ${schoolId}`);
    await db.run(sql`
      update periods set starts_at = time '08:00' + position * interval '1 hour',
        ends_at = time '08:50' + position * interval '1 hour' where school_id = ${schoolId}`);
    await db.run(sql`
      insert into academic_years (school_id, name, starts_on, ends_on) values (${schoolId}, 'Year', '2026-01-01', '2099-07-01')`);
    await db.run(sql`update teachers set person_id = ${school.people.teacher} where name = 'Ann'`);
    await db.run(sql`
      insert into enrolments (school_id, set_id, person_id)
      select ${schoolId}, id, ${school.people.pupil} from student_sets where name = '7A-1'`);
    return (await db.one<{ id: string }>(sql`select id from lessons where external_id = 1`))?.id ?? "";
  });
  const moved = await school.as("timetabler", (ctx) =>
    moveLesson(ctx, { id: draft.id, version: draft.version, lessonId, to: { day: 0, period: 0 } }),
  );
  await school.as("timetabler", (ctx) => publishTimetable(ctx, moved.timetable));
});
afterAll(() => school.close());

const make = (role: Role, personId: string) =>
  school.as(role, (ctx) =>
    createFeed({ ...ctx, origin: "https://hill.example" }, { personId, name: "Phone" }),
  );
/** Reads an address as anybody does who knows it. */
const read = (address: string) =>
  readFeed(
    {
      database: school.database,
      tenant: school.tenant,
      log: createLogger("silent"),
      requestId: "test",
      origin: "https://hill.example",
      inHouse: (work) => school.as("system", ({ db }) => work(db)),
    },
    /^https:\/\/hill\.example\/calendar\/(.+)\.ics$/.exec(address)?.[1] ?? "",
  ).then(({ calendar }) => calendar);
const nobody = { reason: "timetable.feed_not_found" };

test("a teacher's, a pupil's and a guardian's calendar hold the published lesson in the school's time", async () => {
  const { teacher, pupil } = school.people;
  for (const [role, person] of [
    ["teacher", teacher],
    ["pupil", pupil],
    ["guardian", pupil],
  ] as const) {
    const calendar = await read((await make(role, person)).address);
    expect(calendar).toMatch(/DTSTART;TZID=Europe\/London:\d{8}T080000\r\n/);
    expect(calendar).toContain("RRULE:FREQ=WEEKLY;UNTIL=2099");
    expect(calendar.split("BEGIN:VEVENT")).toHaveLength(2);
  }
});

test("the secret is kept hashed only, and the list does not tell it", async () => {
  const { feed, address } = await make("teacher", school.people.teacher);
  const token = address.slice("https://hill.example/calendar/".length, -".ics".length);
  const stored = await school.as("system", ({ db }) =>
    db.one<{ hash: string }>(sql`select token_hash as hash from calendar_feeds where id = ${feed.id}`),
  );
  expect(stored?.hash).toMatch(/^[0-9a-f]{64}$/);
  const listed = await school.as("teacher", (ctx) => listFeeds(ctx));
  expect(listed.find(({ id }) => id === feed.id)).toMatchObject({ name: "Phone", lastReadAt: null });
  expect(JSON.stringify(listed)).not.toContain(token);
  await read(address);
  const after = await school.as("teacher", (ctx) => listFeeds(ctx));
  expect(after.find(({ id }) => id === feed.id)?.lastReadAt).not.toBeNull();
});

test("an address that was ended, mistyped, or whose owner is gone has nothing", async () => {
  const { feed, address } = await make("teacher", school.people.teacher);
  await expect(read("https://hill.example/calendar/nonsense.ics")).rejects.toMatchObject(nobody);
  await expect(school.as("pupil", (ctx) => removeFeed(ctx, feed.id))).rejects.toMatchObject(nobody);
  await school.as("teacher", (ctx) => removeFeed(ctx, feed.id));
  await expect(read(address)).rejects.toMatchObject(nobody);
  const other = await make("teacher", school.people.teacher);
  const setStatus = (status: string) =>
    school.as("system", ({ db }) =>
      db.run(sql`update people set status = ${status} where id = ${school.people.teacher}`),
    );
  await setStatus("deactivated");
  await expect(read(other.address)).rejects.toMatchObject(nobody);
  await setStatus("active");
});

test("nobody makes an address for somebody else, and one who is guardian no longer reads nothing", async () => {
  await expect(make("pupil", school.people.teacher)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(make("teacher", school.people.pupil)).rejects.toMatchObject({ code: "NOT_FOUND" });
  const { address } = await make("guardian", school.people.pupil);
  await school.as("system", ({ db }) => db.run(sql`delete from guardianships`));
  await expect(read(address)).rejects.toMatchObject(nobody);
});

test("a timetable that is taken back leaves the calendar empty", async () => {
  const { address } = await make("teacher", school.people.teacher);
  await school.as("system", async (ctx) => {
    const row = await ctx.db.one<{ id: string }>(sql`select id from timetables where state = 'published'`);
    await ctx.db.run(
      sql`update timetables set state = 'ready' where id = ${(await visible(ctx, row?.id ?? "")).id}`,
    );
  });
  expect(await read(address)).not.toContain("VEVENT");
});
