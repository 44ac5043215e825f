import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sql } from "../../../core/db/sql.ts";
import { getScore, listPlaces, moveLesson, pinLessons } from "../edit/service.ts";
import { exportTimetable } from "../export/service.ts";
import { checkFiles } from "../headless/service.ts";
import { applyImport } from "../import/service.ts";
import type { Timetable } from "../schema.ts";
import { createTimetable, publishTimetable, visible } from "../service.ts";
import { openTestSchool, type TestSchool } from "../testing/school.ts";
import { smallSchool } from "../testing/small-school.ts";
import { directory, listUnplaced, myTimetables, printSheets, viewTimetable } from "./service.ts";

let school: TestSchool;
let schoolId: string;
let draft: Timetable;
/** Ids by name. */
const ids = new Map<string, string>();
const id = (name: string) => ids.get(name) ?? "";

beforeAll(async () => {
  school = await openTestSchool();
  schoolId = school.schoolId;
  const input = { schoolId, fileName: "small.fet", content: smallSchool, missing: "remove" as const };
  await school.as("timetabler", (ctx) => applyImport(ctx, input));
  draft = await school.as("timetabler", (ctx) => createTimetable(ctx, { schoolId, name: "Plan" }));
  await school.as("system", async ({ db }) => {
    const rows = await db.rows<{ name: string; id: string }>(sql`
      select name, id from teachers union all select name, id from student_sets union all select name, id from rooms
      union all select external_id::text, id from lessons`);
    for (const row of rows) ids.set(row.name, row.id);
    await db.run(sql`update teachers set person_id = ${school.people.teacher} where name = 'Ann'`);
    await db.run(sql`
      insert into enrolments (school_id, set_id, person_id) values (${schoolId}, ${id("7A-1")}, ${school.people.pupil})`);
  });
});
afterAll(() => school.close());

const put = async (lesson: string, day: number, period: number, roomId?: string) => {
  draft = await school.as("timetabler", (ctx) => visible(ctx, draft.id));
  const to = { day, period, ...(roomId ? { roomId } : {}) };
  const moved = await school.as("timetabler", (ctx) =>
    moveLesson(ctx, { id: draft.id, version: draft.version, lessonId: id(lesson), to }),
  );
  draft = moved.timetable;
};
const cards = async (kind: "set" | "teacher" | "room" | "person", of: string) =>
  (
    await school.as("timetabler", (ctx) =>
      viewTimetable(ctx, { schoolId, timetableId: draft.id, kind, id: of }),
    )
  ).cards.map(({ subject, day, period }) => `${subject} ${day}.${period}`);

describe("moving lessons", () => {
  test("puts them down and judges the timetable again with the evaluator", async () => {
    await put("1", 0, 0); // Maths of 7A by Ann
    await put("2", 0, 1); // Art of the half 7A-1 by Bob
    await put("3", 0, 1); // Art of the half 7A-2 by Ann
    expect(draft).toMatchObject({ hard: 0, unplaced: 1, state: "draft" });
    await put("4", 0, 0); // Maths of 7B by Ann: she is with 7A
    expect(draft).toMatchObject({ hard: 1, unplaced: 0 });
    const { breakdown } = await school.as("timetabler", (ctx) => getScore(ctx, { id: draft.id }));
    expect(breakdown[0]).toMatchObject({ kind: "basicCompulsoryTime", hard: 1 });
  });

  test("tells beforehand what each place would break", async () => {
    const places = await school.as("timetabler", (ctx) =>
      listPlaces(ctx, { id: draft.id, lessonId: id("4") }),
    );
    expect(places).toHaveLength(4);
    const at = (day: number, period: number) =>
      places.find((one) => one.day === day && one.period === period);
    expect(at(1, 0)).toMatchObject({ state: "good", hard: -1 });
    expect(at(0, 1)).toMatchObject({ state: "good", hard: 0, kinds: [] }); // as bad as where it is
    await put("4", 1, 0);
    expect(draft).toMatchObject({ hard: 0, unplaced: 0, state: "ready" });
    const after = await school.as("timetabler", (ctx) =>
      listPlaces(ctx, { id: draft.id, lessonId: id("4") }),
    );
    expect(after[0]).toMatchObject({ state: "bad", hard: 1, kinds: ["basicCompulsoryTime"] });
  });

  test("of two planners the slower is told that the timetable changed", async () => {
    const version = draft.version;
    await put("4", 1, 1);
    await expect(
      school.as("school_admin", (ctx) =>
        moveLesson(ctx, { id: draft.id, version, lessonId: id("4"), to: null }),
      ),
    ).rejects.toMatchObject({ code: "CONFLICT", reason: "timetable.version_stale" });
  });

  test("refuses a place outside the week", async () => {
    await expect(put("4", 9, 0)).rejects.toMatchObject({ reason: "timetable.outside_week" });
  });

  test.each(["teacher", "pupil", "stranger"] as const)("a %s moves and pins nothing", async (who) => {
    const seen = { id: draft.id, version: draft.version };
    const attempts = await Promise.allSettled([
      school.as(who, (ctx) => moveLesson(ctx, { ...seen, lessonId: id("4"), to: null })),
      school.as(who, (ctx) => pinLessons(ctx, { ...seen, lessonIds: [id("4")], pinned: true })),
    ]);
    expect(attempts.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(await school.as("system", (ctx) => visible(ctx, draft.id))).toMatchObject(seen);
  });
});

describe("views", () => {
  test("a class sees the lessons of every set that shares pupils with it", async () => {
    expect(await cards("set", id("7A"))).toEqual(["Maths 0.0", "Art 0.1", "Art 0.1"]);
    expect(await cards("set", id("7A-1"))).toEqual(["Maths 0.0", "Art 0.1"]);
    expect(await cards("set", id("7B"))).toEqual(["Maths 1.1"]);
  });

  test("a teacher and a room see theirs, a pupil the lessons of the own half only", async () => {
    expect(await cards("teacher", id("Bob"))).toEqual(["Art 0.1"]);
    await put("1", 0, 0, id("R1"));
    expect(await cards("room", id("R1"))).toEqual(["Maths 0.0"]);
    expect(await cards("person", school.people.pupil)).toEqual(["Maths 0.0", "Art 0.1"]);
  });

  test("nobody sees a draft but planners; the published one everybody, and their own first", async () => {
    const view = (who: "teacher" | "pupil" | "guardian") =>
      school.as(who, (ctx) => viewTimetable(ctx, { schoolId, kind: "set", id: id("7A") }));
    expect(await view("pupil")).toMatchObject({ timetable: null, cards: [] });
    await expect(
      school.as("pupil", (ctx) =>
        viewTimetable(ctx, { schoolId, timetableId: draft.id, kind: "set", id: id("7A") }),
      ),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
    await school.as("timetabler", (ctx) => publishTimetable(ctx, draft));
    for (const who of ["teacher", "pupil", "guardian"] as const)
      expect((await view(who)).cards).toHaveLength(3);
    const mine = async (who: "teacher" | "pupil" | "guardian") =>
      (await school.as(who, (ctx) => myTimetables(ctx))).persons.map(({ name, as, self }) => ({
        name,
        as,
        self,
      }));
    expect(await mine("teacher")).toEqual([{ name: "tom", as: "teacher", self: true }]);
    expect(await mine("pupil")).toEqual([{ name: "pia", as: "pupil", self: true }]);
    expect(await mine("guardian")).toEqual([{ name: "pia", as: "pupil", self: false }]);
  });

  test("the directory counts lessons, and the other house sees none of it", async () => {
    const found = await school.as("teacher", (ctx) => directory(ctx, { schoolId }));
    expect(found.teachers.map(({ name, lessons }) => [name, lessons])).toEqual([
      ["Ann", 3],
      ["Bob", 1],
    ]);
    await expect(school.inNeighbour((ctx) => directory(ctx, { schoolId }))).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  test("lessons without a place are listed for planners", async () => {
    const empty = await school.as("timetabler", (ctx) => createTimetable(ctx, { schoolId, name: "Empty" }));
    const all = await school.as("timetabler", (ctx) => listUnplaced(ctx, { timetableId: empty.id }));
    expect(all).toHaveLength(4);
    const whose = { kind: "teacher" as const, id: id("Bob") };
    const bobs = await school.as("timetabler", (ctx) => listUnplaced(ctx, { timetableId: empty.id, whose }));
    expect(bobs.map(({ subject }) => subject)).toEqual(["Art"]);
  });
});

describe("exporting", () => {
  const file = (format: "results" | "locked" | "fet" | "csv") =>
    school.as("timetabler", (ctx) => exportTimetable(ctx, { id: draft.id, format }));

  test("our times and rooms pass a check against the exported school", async () => {
    const judged = await checkFiles((await file("fet")).content, (await file("results")).content);
    expect(judged).toMatchObject({ unplaced: 0 });
    // the room that a planner chose by hand is one that no rule names
    expect(judged.byConstraint.every(({ type }) => type === "BasicCompulsorySpace")).toBe(true);
  });

  test("the locked copy carries a lock for each placed lesson", async () => {
    expect((await file("locked")).content.match(/<ConstraintActivityPreferredStartingTime>/g)).toHaveLength(
      4,
    );
  });

  test("the table opens in a spreadsheet, one line a lesson", async () => {
    const { content, fileName } = await file("csv");
    expect(fileName).toBe("Plan.csv");
    expect(content.trim().split("\r\n")).toHaveLength(5);
    expect(content).toContain("Monday,P1,,,1,Maths,7A,Ann,R1,");
  });
});

describe("sheets for paper", () => {
  const sheets = (kind: "set" | "teacher" | "room", ids?: string[]) =>
    school.as("timetabler", (ctx) =>
      printSheets(ctx, { schoolId, timetableId: draft.id, kind, ...(ids && { ids }) }),
    );

  test("hold the week of each class, teacher or room that has lessons, or of the one that is asked for", async () => {
    const all = await sheets("teacher");
    expect(all.sheets.map(({ subject }) => subject.name)).toEqual(["Ann", "Bob"]);
    for (const { subject, cards: shown } of all.sheets) {
      const alone = await school.as("timetabler", (ctx) =>
        viewTimetable(ctx, { schoolId, timetableId: draft.id, kind: "teacher", id: subject.id }),
      );
      expect(shown).toEqual(alone.cards);
    }
    const one = await sheets("set", [id("7A-1")]);
    expect(one.sheets.map(({ subject }) => subject.name)).toEqual(["7A-1"]);
    expect((await sheets("set")).sheets.map(({ subject }) => subject.name)).not.toContain("7A-1");
  });

  test("of a draft are for planners only", async () => {
    const other = await school.as("timetabler", (ctx) => createTimetable(ctx, { schoolId, name: "Other" }));
    await expect(
      school.as("teacher", (ctx) => printSheets(ctx, { schoolId, timetableId: other.id, kind: "room" })),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
