import type { TRPCError } from "@trpc/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sql } from "../../../core/db/sql.ts";
import { AppError } from "../../../core/errors.ts";
import { openSchoolHouse, type SchoolCaller, type SchoolHouse } from "../testing/school-house.ts";

let school: SchoolHouse;
let planner: SchoolCaller;
let north: string;

beforeAll(async () => {
  school = await openSchoolHouse();
  north = school.north;
  planner = await school.as("timetabler", north, "Paula Planner");
});
afterAll(() => school.close());

/** The application error that a refused call carries. */
async function refusal(call: Promise<unknown>): Promise<AppError> {
  const error = await call.then(
    () => undefined,
    (reason: TRPCError) => reason,
  );
  if (!(error?.cause instanceof AppError)) throw new Error(`Expected a refusal, got ${String(error)}`);
  return error.cause;
}

const subject = (name: string) => planner.subjects.create({ schoolId: north, values: { name } });

describe("writing", () => {
  test("a planner adds a row, changes it, and both are audited and told to watchers", async () => {
    const made = await subject("Chemistry");
    const changed = await planner.subjects.update({
      schoolId: north,
      id: made.id,
      version: made.version,
      values: { short: "Ch", hue: 7 },
    });
    expect(changed).toMatchObject({ name: "Chemistry", short: "Ch", hue: 7, version: 2 });
    const { entries, events } = await school.house.asSystem(async (db) => ({
      entries: await db.rows<{ action: string }>(
        sql`select action from audit_entries where entity_id = ${made.id} order by at, id`,
      ),
      events: await db.rows<{ topic: string; kind: string }>(
        sql`select topic, kind from live_events where entity_id = ${made.id} order by id`,
      ),
    }));
    expect(entries.map((one) => one.action)).toEqual(["school.subjects.create", "school.subjects.update"]);
    expect(events).toEqual([
      { topic: `schools/${north}`, kind: "school.subjects_created" },
      { topic: `schools/${north}`, kind: "school.subjects_updated" },
    ]);
  });

  test("a change of one field leaves the others alone", async () => {
    const made = await planner.subjects.create({
      schoolId: north,
      values: { name: "Geology", short: "Geo", hue: 4, comments: "Field trip in May" },
    });
    const changed = await planner.subjects.update({
      schoolId: north,
      id: made.id,
      version: 1,
      values: { name: "Earth science" },
    });
    expect(changed).toMatchObject({ short: "Geo", hue: 4, comments: "Field trip in May" });
  });

  test("a stale version is refused with the row as it is, who changed it and when", async () => {
    const made = await subject("Physics");
    const change = (name: string) =>
      planner.subjects.update({ schoolId: north, id: made.id, version: 1, values: { name } });
    await change("Physics A");
    const error = await refusal(change("Physics B"));
    expect(error.code).toBe("CONFLICT");
    expect(error.details).toMatchObject({
      server: { id: made.id, name: "Physics A", version: 2 },
      changedBy: "Paula Planner",
    });
    const forced = await planner.subjects.update({
      schoolId: north,
      id: made.id,
      version: 2,
      values: { name: "Physics B" },
    });
    expect(forced.version).toBe(3);
  });

  test("a name that is taken is an error of the field name, and free again once its owner is removed", async () => {
    const first = await subject("Latin");
    const error = await refusal(subject("Latin"));
    expect(error).toMatchObject({ code: "INVALID", details: { fields: { "values.name": "taken" } } });
    await planner.subjects.remove({ schoolId: north, ids: [first.id] });
    await expect(subject("Latin")).resolves.toMatchObject({ name: "Latin" });
  });

  test("an empty name is an error of the field name", async () => {
    const error = await subject("  ").catch((reason: TRPCError) => reason);
    expect(JSON.stringify(error)).toContain("required");
  });

  test("a reference to another school's row is refused at its field", async () => {
    const southern = await school.as("timetabler", school.south);
    const abroad = await southern.buildings.create({ schoolId: school.south, values: { name: "Annex" } });
    const error = await refusal(
      planner.rooms.create({ schoolId: north, values: { name: "R1", buildingId: abroad.id } }),
    );
    expect(error).toMatchObject({ code: "INVALID", details: { fields: { "values.buildingId": "unknown" } } });
  });
});

describe("removing", () => {
  test("undo brings back the row together with what went along", async () => {
    const art = await subject("Art");
    const studio = await planner.rooms.create({ schoolId: north, values: { name: "Studio" } });
    const lesson = await planner.lessons.create({ schoolId: north, values: { subjectId: art.id } });
    const rule = await planner.rules.create({
      schoolId: north,
      values: { type: "SubjectPreferredRooms", params: { subject: art.id, rooms: [studio.id] } },
    });
    const removed = await planner.subjects.remove({ schoolId: north, ids: [art.id] });
    expect(removed).toMatchObject({ removed: 1, along: { lessons: 1, rules: 1 } });
    expect((await refusal(planner.lessons.get({ schoolId: north, id: lesson.id }))).code).toBe("NOT_FOUND");

    await planner.subjects.restore({ schoolId: north, stamp: removed.stamp });
    expect(await planner.subjects.get({ schoolId: north, id: art.id })).toMatchObject({ lessonCount: 1 });
    expect(await planner.rules.get({ schoolId: north, id: rule.id })).toMatchObject({ active: true });
  });

  test("undo of one removal leaves another removal alone", async () => {
    const [one, two] = [await subject("Dance"), await subject("Drama")];
    const first = await planner.subjects.remove({ schoolId: north, ids: [one.id] });
    await planner.subjects.remove({ schoolId: north, ids: [two.id] });
    expect(await planner.subjects.restore({ schoolId: north, stamp: first.stamp })).toEqual({ restored: 1 });
    expect((await refusal(planner.subjects.get({ schoolId: north, id: two.id }))).code).toBe("NOT_FOUND");
  });

  test("many rows go at once and come back at once", async () => {
    const tags = await Promise.all(
      ["lab", "theory", "outdoors"].map((name) => planner.tags.create({ schoolId: north, values: { name } })),
    );
    const removed = await planner.tags.remove({ schoolId: north, ids: tags.map((tag) => tag.id) });
    expect(removed.removed).toBe(3);
    expect((await planner.tags.list({ schoolId: north })).total).toBe(0);
    await planner.tags.restore({ schoolId: north, stamp: removed.stamp });
    expect((await planner.tags.list({ schoolId: north })).total).toBe(3);
  });
});

describe("who may", () => {
  test("pupils and teachers read the structure and cannot write it; rules are for planners", async () => {
    const made = await subject("Music");
    for (const role of ["pupil", "guardian", "teacher"] as const) {
      const caller = await school.as(role, north);
      expect(await caller.subjects.get({ schoolId: north, id: made.id })).toMatchObject({ name: "Music" });
      const attempts = [
        () => caller.subjects.create({ schoolId: north, values: { name: "Magic" } }),
        () => caller.subjects.update({ schoolId: north, id: made.id, version: 1, values: { name: "Noise" } }),
        () => caller.subjects.remove({ schoolId: north, ids: [made.id] }),
        () => caller.rules.list({ schoolId: north }),
      ];
      for (const attempt of attempts) expect((await refusal(attempt())).code).toBe("FORBIDDEN");
    }
    expect(await planner.subjects.get({ schoolId: north, id: made.id })).toMatchObject({ version: 1 });
  });

  test("another school of the same tenant is invisible and cannot be written", async () => {
    const made = await subject("Greek");
    const stranger = await school.as("school_admin", school.south);
    const attempts = [
      () => stranger.subjects.list({ schoolId: north }),
      () => stranger.subjects.get({ schoolId: north, id: made.id }),
      () => stranger.subjects.get({ schoolId: school.south, id: made.id }),
      () => stranger.subjects.create({ schoolId: north, values: { name: "Sabotage" } }),
      () => stranger.subjects.update({ schoolId: north, id: made.id, version: 1, values: { name: "X" } }),
      () =>
        stranger.subjects.update({ schoolId: school.south, id: made.id, version: 1, values: { name: "X" } }),
      () => stranger.subjects.remove({ schoolId: school.south, ids: [made.id] }),
    ];
    for (const attempt of attempts) expect((await refusal(attempt())).code).toBe("NOT_FOUND");
    expect(await stranger.schools.list()).toHaveLength(1);
  });

  test("who plans in one school and only teaches in another cannot write in the other", async () => {
    const both = await school.as("teacher", null);
    expect((await refusal(both.tags.create({ schoolId: north, values: { name: "x" } }))).code).toBe(
      "FORBIDDEN",
    );
  });
});

describe("lists", () => {
  test("pages follow each other without gaps in the order people expect", async () => {
    const owner = await school.as("school_admin", school.south);
    const names = ["10A", "7B", "7A", "Übung", "Uhr", "9C"];
    for (const name of names)
      await owner.sets.create({ schoolId: school.south, values: { name, kind: "year" } });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await owner.sets.list({ schoolId: school.south, sort: "name", limit: 2, cursor });
      expect(page.total).toBe(names.length);
      seen.push(...page.rows.map((row) => row.name));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(["7A", "7B", "9C", "10A", "Übung", "Uhr"]);
  });

  test("search takes every word literally", async () => {
    await subject("100% maths");
    const found = async (search: string) =>
      (await planner.subjects.list({ schoolId: north, search })).rows.map((row) => row.name);
    expect(await found("0% ma")).toEqual(["100% maths"]);
    expect(await found("_")).toEqual([]);
  });

  test("a cursor that is not ours is refused", async () => {
    const error = await refusal(planner.subjects.list({ schoolId: north, cursor: "bm9uc2Vuc2U" }));
    expect(error.reason).toBe("school.cursor_unknown");
  });
});
