import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sql } from "../../core/db/sql.ts";
import type { Timetable } from "./schema.ts";
import * as service from "./service.ts";
import { openTestSchool, type TestSchool } from "./testing/school.ts";

let school: TestSchool;
let schoolId: string;
beforeAll(async () => {
  school = await openTestSchool();
  schoolId = school.schoolId;
});
afterAll(() => school.close());

const draft = (name: string) =>
  school.as("timetabler", (ctx) => service.createTimetable(ctx, { schoolId, name }));
const publish = (row: Timetable) =>
  school.as("timetabler", (ctx) => service.publishTimetable(ctx, { id: row.id, version: row.version }));
const seenBy = (who: Parameters<TestSchool["as"]>[0]) =>
  school.as(who, (ctx) => service.listTimetables(ctx, { schoolId }));
const states = async () => Object.fromEntries((await seenBy("system")).map((row) => [row.name, row.state]));

describe("publishing", () => {
  test("puts one timetable in force and archives the one before it at the same moment", async () => {
    const autumn = await publish(await draft("Autumn"));
    expect(autumn).toMatchObject({ state: "published", version: 2, publishedBy: school.people.timetabler });
    const spring = await draft("Spring");
    await school.as("timetabler", async (ctx) => {
      await service.publishTimetable(ctx, { id: spring.id, version: spring.version });
      // not committed yet: everybody else still sees the old one, and only that
      expect(await states()).toMatchObject({ Autumn: "published", Spring: "draft" });
    });
    expect(await states()).toMatchObject({ Autumn: "archived", Spring: "published" });
  });

  test("of two planners at once leaves exactly one in force", async () => {
    const rows = await Promise.all(["Left", "Right"].map(draft));
    await Promise.all(rows.map(publish));
    const published = Object.values(await states()).filter((state) => state === "published");
    expect(published).toHaveLength(1);
  });

  test("tells the school's pages and keeps who did it", async () => {
    const row = await publish(await draft("Announced"));
    const events = await school.as("system", ({ db }) =>
      db.rows<{ topic: string }>(
        sql`select topic from live_events where entity_id = ${row.id} and kind = 'timetable.published'`,
      ),
    );
    expect(events.map((event) => event.topic).sort()).toEqual([
      `schools/${schoolId}`,
      `timetables/${row.id}`,
    ]);
    const entry = await school.as("system", ({ db }) =>
      db.one(
        sql`select actor_id from audit_entries where entity_id = ${row.id} and action = 'timetable.publish'`,
      ),
    );
    expect(entry).toEqual({ actor_id: school.people.timetabler });
  });

  test("can be taken back", async () => {
    const row = await publish(await draft("Taken back"));
    await school.as("timetabler", (ctx) => service.unpublishTimetable(ctx, row));
    expect(await states()).toMatchObject({ "Taken back": "ready" });
    expect(Object.values(await states())).not.toContain("published");
  });
});

describe("who sees and does what", () => {
  test("teachers, pupils and guardians see what is or was in force, never a plan", async () => {
    const secret = await draft("Secret");
    await publish(await draft("Open"));
    await school.as("timetabler", (ctx) => service.archiveTimetable(ctx, secret));
    for (const role of ["teacher", "pupil", "guardian"] as const) {
      const names = (await seenBy(role)).map((row) => row.name);
      expect(names).toContain("Open");
      expect(names).not.toContain("Secret");
    }
  });

  test("planners of another school and of another house see nothing", async () => {
    expect(await seenBy("stranger")).toEqual([]);
    expect(await school.inNeighbour((ctx) => service.listTimetables(ctx, { schoolId }))).toEqual([]);
  });

  test.each(["teacher", "pupil", "guardian", "stranger"] as const)("a %s changes nothing", async (who) => {
    const row = await publish(await draft(`Guarded from ${who}`));
    const attempts = [
      school.as(who, (ctx) => service.createTimetable(ctx, { schoolId, name: "Mine" })),
      school.as(who, (ctx) => service.renameTimetable(ctx, { ...row, name: "Mine" })),
      school.as(who, (ctx) => service.removeTimetable(ctx, row)),
      school.as(who, (ctx) => service.unpublishTimetable(ctx, row)),
      school.as(who, (ctx) => service.duplicateTimetable(ctx, { id: row.id, name: "Mine" })),
    ];
    for (const outcome of await Promise.allSettled(attempts)) expect(outcome.status).toBe("rejected");
    const after = await school.as("system", (ctx) => service.visible(ctx, row.id));
    expect(after).toEqual(row);
    expect((await seenBy("system")).map((one) => one.name)).not.toContain("Mine");
  });
});

describe("editing", () => {
  test("a stale version is refused with the row as it is and who changed it", async () => {
    const row = await draft("Raced");
    await school.as("school_admin", (ctx) => service.renameTimetable(ctx, { ...row, name: "Raced by Ada" }));
    await expect(
      school.as("timetabler", (ctx) => service.renameTimetable(ctx, { ...row, name: "Raced by Tia" })),
    ).rejects.toMatchObject({
      code: "CONFLICT",
      reason: "timetable.version_stale",
      details: { server: { name: "Raced by Ada", version: 2 }, changedBy: "ada" },
    });
  });

  test("a removed draft comes back with undo; what is in force cannot be removed", async () => {
    const row = await draft("Gone");
    await school.as("timetabler", (ctx) => service.removeTimetable(ctx, row));
    expect(Object.keys(await states())).not.toContain("Gone");
    await school.as("timetabler", (ctx) => service.restoreTimetable(ctx, { id: row.id }));
    expect(await states()).toMatchObject({ Gone: "draft" });
    const open = await publish(await draft("In force"));
    await expect(school.as("timetabler", (ctx) => service.removeTimetable(ctx, open))).rejects.toMatchObject({
      reason: "timetable.is_published",
    });
  });
});
