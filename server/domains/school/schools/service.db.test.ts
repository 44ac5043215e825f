import { afterAll, beforeAll, expect, test } from "vitest";
import { openSchoolHouse, type SchoolHouse } from "../testing/school-house.ts";

let school: SchoolHouse;
beforeAll(async () => {
  school = await openSchoolHouse();
});
afterAll(() => school.close());

test("the office of the whole house adds a school, and the office of one school cannot", async () => {
  const head = await school.as("school_admin", null);
  expect(await head.schools.mayFound()).toBe(true);
  const made = await head.schools.create({
    values: { name: "West School", slug: "west", timeZone: "Asia/Amman" },
  });
  expect(made).toMatchObject({ name: "West School", timeZone: "Asia/Amman", mayEdit: true });
  const office = await school.as("school_admin", school.north);
  expect(await office.schools.mayFound()).toBe(false);
  await expect(
    office.schools.create({ values: { name: "East School", slug: "east" } }),
  ).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
});

test("a new school may start with the week, the years and the subjects of another", async () => {
  const head = await school.as("school_admin", null);
  const planner = await school.as("timetabler", school.north);
  await planner.subjects.create({
    schoolId: school.north,
    values: { name: "Chemistry", short: "Ch", hue: 4 },
  });
  const { version } = await planner.week.get({ schoolId: school.north });
  await planner.week.save({
    schoolId: school.north,
    version,
    values: {
      days: [{ id: null, name: "Monday", weekday: 1 }],
      periods: [{ id: null, name: "1", startsAt: "08:00", endsAt: "08:45", isBreak: false }],
    },
  });
  const year = { name: "2026/27", startsOn: "2026-09-01", endsOn: "2027-07-01" };
  const { id: academicYearId } = await planner.years.create({ schoolId: school.north, values: year });
  const term = { academicYearId, name: "Autumn", startsOn: "2026-09-01", endsOn: "2026-12-20" };
  await planner.terms.create({ schoolId: school.north, values: term });

  const made = await head.schools.create({ values: { name: "Twin", slug: "twin" }, like: school.north });
  const week = await head.week.get({ schoolId: made.id });
  expect(week.days.map(({ name }) => name)).toEqual(["Monday"]);
  expect(week.periods.map(({ name }) => name)).toEqual(["1"]);
  expect((await head.subjects.list({ schoolId: made.id })).rows).toMatchObject([
    { name: "Chemistry", hue: 4 },
  ]);
  expect((await head.terms.list({ schoolId: made.id })).rows).toMatchObject([{ name: "Autumn" }]);
});

test("the palette finds classes, teachers and rooms of all one's schools at once, and of no other", async () => {
  const both = await school.as("timetabler", null);
  for (const schoolId of [school.north, school.south])
    await both.rooms.create({ schoolId, values: { name: "Laboratory 50%" } });
  const found = await both.find({ search: "50% lab" });
  expect(found.map((one) => [one.kind, one.school])).toEqual([
    ["room", "North School"],
    ["room", "South School"],
  ]);
  const pupil = await school.as("pupil", school.south);
  expect((await pupil.find({ search: "lab" })).map((one) => one.school)).toEqual(["South School"]);
});
