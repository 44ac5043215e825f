import { describe, expect, test } from "vitest";
import type { DemoSchool } from "./builder.ts";
import { makePrimary } from "./primary.ts";
import { makeSecondary } from "./secondary.ts";

const today = "2026-11-21";
const slotsOf = (school: DemoSchool) =>
  school.days.length * school.periods.filter((period) => !period.is_break).length;

/** Periods a week of each set's pupils: own lessons and those of every set around it. */
function pupilLoads(school: DemoSchool): Map<string, number> {
  const parents = Map.groupBy(school.members, (one) => one.child_id);
  const around = (id: string): Set<string> =>
    new Set([id, ...(parents.get(id) ?? []).flatMap((one) => [...around(one.parent_id)])]);
  const leaves = school.sets.filter((set) => !school.members.some((one) => one.parent_id === set.id));
  return new Map(
    leaves.map((leaf) => {
      const sets = around(leaf.id);
      const lessons = school.lessons.filter((lesson) => lesson.setIds.some((id) => sets.has(id)));
      return [leaf.name, lessons.reduce((sum, lesson) => sum + lesson.duration, 0)];
    }),
  );
}

function teacherLoad(school: DemoSchool, id: string): number {
  return school.lessons
    .filter((lesson) => lesson.teacherIds.includes(id))
    .reduce((sum, lesson) => sum + lesson.duration, 0);
}

describe.each([
  ["the secondary school", makeSecondary],
  ["the primary school", makePrimary],
] as const)("%s", (_, make) => {
  const school = make(7, today);

  test("is the same for the same seed and another for another", () => {
    expect(make(7, today)).toEqual(school);
    expect(make(8, today).teachers.map((one) => one.name)).not.toEqual(
      school.teachers.map((one) => one.name),
    );
  });

  test("gives every pupil a week that fits and is nearly full", () => {
    for (const [name, load] of pupilLoads(school)) {
      expect(load, name).toBeLessThanOrEqual(slotsOf(school) - 3);
      expect(load, name).toBeGreaterThanOrEqual(slotsOf(school) - 5);
    }
  });

  test("gives no teacher more than agreed, nor more than fits into the days at work", () => {
    const perDay = slotsOf(school) / school.days.length;
    for (const teacher of school.teachers) {
      const load = teacherLoad(school, teacher.id);
      expect(load, teacher.name).toBeLessThanOrEqual(teacher.target_hours);
      expect(load, teacher.name).toBeLessThanOrEqual((5 - teacher.daysOff.length) * (perDay - 1));
      expect(load, teacher.name).toBeGreaterThan(0);
    }
  });

  test("has rooms enough for every kind of lesson", () => {
    const closed = new Map<string, number>();
    for (const rule of school.rules.filter((one) => one.type === "RoomNotAvailableTimes"))
      closed.set(String(rule.params.room), (rule.params.slots as unknown[]).length);
    for (const rule of school.rules.filter((one) => /SubjectPreferredRoom/.test(one.type))) {
      const rooms = (rule.params.rooms ?? [rule.params.room]) as string[];
      const open = rooms.reduce((sum, room) => sum + slotsOf(school) - (closed.get(room) ?? 0), 0);
      const sharing = school.rules
        .filter((one) => ((one.params.rooms ?? [one.params.room]) as string[]).join() === rooms.join())
        .map((one) => one.params.subject);
      const needed = school.lessons
        .filter((lesson) => sharing.includes(lesson.subject_id))
        .reduce((sum, lesson) => sum + lesson.duration, 0);
      expect(needed, String(rule.params.subject)).toBeLessThanOrEqual(open * 0.92);
    }
  });

  test("names everybody and everything once", () => {
    for (const list of [school.teachers, school.sets, school.rooms, school.subjects]) {
      const names = list.map((one: { name: string }) => one.name);
      expect(new Set(names).size).toBe(names.length);
    }
    const emails = [...school.teachers, ...school.pupils, ...school.guardians].map((one) => one.email);
    expect(new Set(emails).size).toBe(emails.length);
    expect(new Set(school.lessons.map((one) => one.external_id)).size).toBe(school.lessons.length);
  });

  test("ties every reference to a row of its own", () => {
    const ids = new Set(
      [
        school.days,
        school.periods,
        school.subjects,
        school.teachers,
        school.sets,
        school.rooms,
        school.lessons,
      ].flatMap((list) => list.map((one: { id: string }) => one.id)),
    );
    for (const rule of school.rules)
      for (const id of JSON.stringify(rule.params).match(/[0-9a-f]{8}-[0-9a-f-]{27}/g) ?? [])
        expect(ids.has(id), rule.type).toBe(true);
    for (const lesson of school.lessons)
      for (const id of [lesson.subject_id, ...lesson.teacherIds, ...lesson.setIds])
        expect(ids.has(id)).toBe(true);
  });
});

test("the secondary school is of the size of a real one", () => {
  const school = makeSecondary(7, today);
  expect(school.sets.filter((set) => /^\d+[A-E]$/.test(set.name))).toHaveLength(30);
  expect(school.teachers.length).toBeGreaterThanOrEqual(52);
  expect(school.teachers.length).toBeLessThanOrEqual(66);
  expect(school.rooms.length).toBeGreaterThanOrEqual(38);
  expect(school.pupils.length).toBeGreaterThan(690);
});

test("the school year is the one that holds today, in the autumn and in the spring", () => {
  expect(makePrimary(1, "2026-11-21").year.name).toBe("2026/27");
  expect(makePrimary(1, "2027-03-02").year).toMatchObject({ name: "2026/27", starts_on: "2026-08-24" });
});
