import { randomUUID } from "node:crypto";
import type { TRPCError } from "@trpc/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sql } from "../../core/db/sql.ts";
import { AppError } from "../../core/errors.ts";
import { openSchoolHouse, type SchoolCaller, type SchoolHouse } from "./testing/school-house.ts";

let school: SchoolHouse;
let planner: SchoolCaller;
let north: string;

beforeAll(async () => {
  school = await openSchoolHouse();
  north = school.north;
  planner = await school.as("timetabler", north, "Paula Planner");
});
afterAll(() => school.close());

async function refusal(call: Promise<unknown>): Promise<AppError> {
  const error = await call.then(
    () => undefined,
    (reason: TRPCError) => reason,
  );
  if (!(error?.cause instanceof AppError)) throw new Error(`Expected a refusal, got ${String(error)}`);
  return error.cause;
}

const day = (name: string, id: string | null = null) => ({ id, name, weekday: null });
const period = (name: string, startsAt: string, endsAt: string, isBreak = false) => ({
  id: null,
  name,
  startsAt,
  endsAt,
  isBreak,
});

describe("the week", () => {
  test("is saved as a whole; kept rows keep their ids and may swap names", async () => {
    const before = await planner.week.get({ schoolId: north });
    const saved = await planner.week.save({
      schoolId: north,
      version: before.version,
      values: {
        days: [day("Mon"), day("Tue")],
        periods: [
          period("1", "08:00", "08:45"),
          period("Break", "08:45", "09:00", true),
          period("2", "09:00", "09:45"),
        ],
      },
    });
    const [first, second] = saved.days;
    const swapped = await planner.week.save({
      schoolId: north,
      version: saved.version,
      values: {
        days: [day("Tue", first?.id ?? null), day("Mon", second?.id ?? null)],
        periods: saved.periods,
      },
    });
    expect(swapped.days.map(({ id, name }) => [id, name])).toEqual([
      [first?.id, "Tue"],
      [second?.id, "Mon"],
    ]);
    expect(swapped.periods[1]).toMatchObject({ name: "Break", isBreak: true, startsAt: "08:45" });
  });

  test("saved from an old version is refused with the week as it is and who changed it", async () => {
    const seen = await planner.week.get({ schoolId: north });
    const other = await school.as("school_admin", north, "Olga Office");
    const values = { days: [...seen.days, day("Wed")], periods: seen.periods };
    await other.week.save({ schoolId: north, version: seen.version, values });
    const error = await refusal(planner.week.save({ schoolId: north, version: seen.version, values: seen }));
    expect(error).toMatchObject({ code: "CONFLICT", details: { changedBy: "Olga Office" } });
    expect((error.details.server as { days: unknown[] }).days).toHaveLength(3);
  });

  test("with times that overlap or a name that comes twice is refused at the field", async () => {
    const { version } = await planner.week.get({ schoolId: north });
    const values = {
      days: [day("Mon"), day("Mon")],
      periods: [period("1", "08:00", "08:45"), period("2", "08:30", "09:15")],
    };
    const error = await refusal(planner.week.save({ schoolId: north, version, values }));
    expect(error.details).toEqual({
      fields: { "values.days.1.name": "taken", "values.periods.1.startsAt": "overlaps" },
    });
  });

  test("cannot be saved by a teacher", async () => {
    const teacher = await school.as("teacher", north);
    const week = await teacher.week.get({ schoolId: north });
    const error = await refusal(teacher.week.save({ schoolId: north, version: week.version, values: week }));
    expect(error.code).toBe("FORBIDDEN");
  });
});

describe("years and terms", () => {
  test("years do not overlap, terms lie inside their year, and go and come back with it", async () => {
    const span = (startsOn: string, endsOn: string) => ({ startsOn, endsOn });
    const year = await planner.years.create({
      schoolId: north,
      values: { name: "2026/27", ...span("2026-08-24", "2027-07-16") },
    });
    const overlapping = planner.years.create({
      schoolId: north,
      values: { name: "2027", ...span("2027-01-01", "2027-12-31") },
    });
    expect((await refusal(overlapping)).details).toEqual({ fields: { "values.startsOn": "overlaps" } });
    const outside = planner.terms.create({
      schoolId: north,
      values: { academicYearId: year.id, name: "Summer", ...span("2027-05-01", "2027-08-01") },
    });
    expect((await refusal(outside)).details).toEqual({ fields: { "values.endsOn": "outsideYear" } });
    await planner.terms.create({
      schoolId: north,
      values: { academicYearId: year.id, name: "Autumn", ...span("2026-08-24", "2026-12-18") },
    });
    const removed = await planner.years.remove({ schoolId: north, ids: [year.id] });
    expect(removed.along).toEqual({ terms: 1 });
    await planner.years.restore({ schoolId: north, stamp: removed.stamp });
    expect((await planner.terms.list({ schoolId: north })).total).toBe(1);
  });
});

describe("classes", () => {
  test("a group lies in years and a subgroup in several groups", async () => {
    const add = (name: string, kind: "year" | "group" | "subgroup", parentIds: string[] = []) =>
      planner.sets.create({ schoolId: north, values: { name, kind, parentIds } });
    const year = await add("Year 7", "year");
    const [form, french] = [await add("7A", "group", [year.id]), await add("7 French", "group", [year.id])];
    const half = await add("7A1", "subgroup", [form.id, french.id]);
    expect(half.parentIds.sort()).toEqual([form.id, french.id].sort());
    expect((await refusal(add("7B", "group"))).details).toEqual({
      fields: { "values.parentIds": "parentNeeded" },
    });
    expect((await refusal(add("7A2", "subgroup", [year.id]))).details).toEqual({
      fields: { "values.parentIds": "parentKind" },
    });
  });
});

describe("lessons", () => {
  test("several meetings a week are parts of one split lesson and share its total", async () => {
    const subject = await planner.subjects.create({ schoolId: north, values: { name: "Biology" } });
    const { ids } = await planner.lessons.add({
      schoolId: north,
      values: { subjectId: subject.id, durations: [2, 1, 1] },
    });
    const rows = await Promise.all(ids.map((id) => planner.lessons.get({ schoolId: north, id })));
    const [first] = rows;
    expect(rows.map((row) => row.externalId)).toEqual(
      [0, 1, 2].map((step) => (first?.externalId ?? 0) + step),
    );
    expect(new Set(rows.map((row) => row.splitGroup))).toEqual(new Set([first?.externalId]));
    expect(rows.map((row) => [row.duration, row.totalDuration, row.parts])).toEqual([
      [2, 4, 3],
      [1, 4, 3],
      [1, 4, 3],
    ]);
    const grown = await planner.lessons.update({
      schoolId: north,
      id: ids[1] ?? "",
      version: rows[1]?.version ?? 0,
      values: { duration: 3 },
    });
    expect(grown.totalDuration).toBe(6);
    await planner.lessons.remove({ schoolId: north, ids: [ids[1] ?? ""] });
    expect(await planner.lessons.get({ schoolId: north, id: ids[0] ?? "" })).toMatchObject({
      totalDuration: 3,
    });
  });

  test("are found by a class through the year around it and the halves inside it", async () => {
    const subject = await planner.subjects.create({ schoolId: north, values: { name: "Assembly" } });
    const sets = await planner.sets.list({ schoolId: north });
    const idOf = (name: string) => sets.rows.find((row) => row.name === name)?.id ?? "";
    for (const name of ["Year 7", "7A", "7A1", "7 French"])
      await planner.lessons.create({
        schoolId: north,
        values: { subjectId: subject.id, setIds: [idOf(name)] },
      });
    const found = await planner.lessons.list({
      schoolId: north,
      filter: { setId: idOf("7A"), subjectId: subject.id },
    });
    expect(found.rows.flatMap((row) => row.setNames).sort()).toEqual(["7A", "7A1", "Year 7"]);
  });

  test("two planners adding at once never get one number", async () => {
    const subject = await planner.subjects.create({ schoolId: north, values: { name: "Choir" } });
    const made = await Promise.all(
      Array.from({ length: 3 }, () =>
        planner.lessons.create({ schoolId: north, values: { subjectId: subject.id } }),
      ),
    );
    expect(new Set(made.map((row) => row.externalId)).size).toBe(3);
  });
});

describe("rules", () => {
  test("a rule must be whole and may only speak of rows of its own school", async () => {
    const southern = await school.as("timetabler", school.south);
    const abroad = await southern.teachers.create({ schoolId: school.south, values: { name: "Far Away" } });
    const week = await planner.week.get({ schoolId: north });
    const slot = { day: week.days[0]?.id ?? "", hour: week.periods[0]?.id ?? "" };
    const rule = (teacher: string) =>
      planner.rules.create({
        schoolId: north,
        values: { type: "TeacherNotAvailableTimes", params: { teacher, slots: [slot] } },
      });
    const strangers = [rule(abroad.id), rule(randomUUID())];
    for (const refused of await Promise.all(strangers.map(refusal)))
      expect(refused.details).toEqual({ fields: { "values.params.teacher": "unknown" } });
    const own = await planner.teachers.create({ schoolId: north, values: { name: "Near By" } });
    const made = await rule(own.id);
    expect(made).toMatchObject({ weight: 100, active: true, source: "" });
    const about = await planner.rules.list({ schoolId: north, filter: { about: own.id } });
    expect(about.rows.map((row) => row.id)).toEqual([made.id]);
    expect(await planner.rules.groups({ schoolId: north })).toContainEqual({
      type: "TeacherNotAvailableTimes",
      count: 1,
      inactive: 0,
      compulsory: 1,
    });
    const removed = await planner.teachers.remove({ schoolId: north, ids: [own.id] });
    expect(removed.along).toEqual({ rules: 1 });
  });

  test("a weight is a number of per cent", async () => {
    const made = await planner.rules.create({
      schoolId: north,
      values: { type: "TeachersMaxHoursDaily", params: { maxHours: 6 }, weight: 62.5 },
    });
    expect(made.weight).toBe(62.5);
    const tooMuch = planner.rules.update({
      schoolId: north,
      id: made.id,
      version: made.version,
      values: { weight: 101 },
    });
    await expect(tooMuch).rejects.toThrow();
  });
});

describe("accounts of teachers", () => {
  test("only an account of the school can be tied to its teacher, and only once", async () => {
    const stranger = await personWith("teacher", school.south);
    const member = await personWith("teacher", north);
    const make = (name: string, personId: string) =>
      planner.teachers.create({ schoolId: north, values: { name, personId } });
    expect((await refusal(make("A", stranger))).details).toEqual({
      fields: { "values.personId": "unknown" },
    });
    await make("B", member);
    expect((await refusal(make("C", member))).details).toEqual({
      fields: { "values.personId": "personTaken" },
    });
  });

  async function personWith(role: string, schoolId: string): Promise<string> {
    const id = randomUUID();
    await school.house.asSystem(async (db) => {
      await db.run(sql`insert into people (id, name, status) values (${id}, 'Somebody', 'active')`);
      await db.run(
        sql`insert into memberships (person_id, school_id, role) values (${id}, ${schoolId}, ${role})`,
      );
    });
    return id;
  }
});

describe("schools", () => {
  test("settings are changed against a version; founding takes the whole house", async () => {
    const head = await school.as("school_admin", null, "Hanna Head");
    const seen = await head.schools.get({ schoolId: north });
    const change = (timeZone: string) =>
      head.schools.update({ schoolId: north, version: seen.version, values: { timeZone } });
    expect(await change("Asia/Riyadh")).toMatchObject({ timeZone: "Asia/Riyadh", version: seen.version + 1 });
    expect(await refusal(change("Europe/Rome"))).toMatchObject({ code: "CONFLICT" });
    const taken = head.schools.create({ values: { name: "North School", slug: "third" } });
    expect((await refusal(taken)).details).toEqual({ fields: { "values.name": "taken" } });
    const made = await head.schools.create({ values: { name: "West School", slug: "west" } });
    expect(made).toMatchObject({ mayEdit: true, mayConfigure: true });
    const local = await school.as("school_admin", north);
    const attempt = local.schools.create({ values: { name: "Coup", slug: "coup" } });
    expect((await refusal(attempt)).code).toBe("FORBIDDEN");
    expect((await local.schools.list()).map((one) => one.id)).toEqual([north]);
  });

  test("the overview counts and finds what does not fit", async () => {
    const overview = await planner.overview({ schoolId: north });
    expect(overview.counts.lessons).toBeGreaterThan(0);
    expect(overview.missing).toContain("rooms");
    expect(overview.findings.map((one) => one.kind)).toContain("lessonsWithoutTeacher");
  });
});
