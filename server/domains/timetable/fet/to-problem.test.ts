import { describe, expect, it } from "vitest";
import type { ConstraintEntry, FetDocument } from "./document.ts";
import { activity, constraint, smallDocument } from "./testing/small-file.ts";
import { isAccepted, toProblem } from "./to-problem.ts";

/** The constraints after the two compulsory ones, and the issues. */
function built(constraints: ConstraintEntry[], given: Partial<FetDocument> = {}) {
  const { problem, issues } = toProblem(smallDocument({ ...given, constraints }));
  return { problem, own: problem.constraints.slice(2), codes: issues.map(({ code }) => code), issues };
}

describe("students", () => {
  const { problem } = toProblem(smallDocument());
  const subgroupsOf = (name: string) =>
    problem.studentsSets
      .find((set) => set.name === name)
      ?.subgroups.map((subgroup) => problem.subgroups[subgroup]?.name);

  it("are their distinct subgroups; a name under two parents is one set", () => {
    expect(subgroupsOf("A")).toEqual(["a", "ab"]);
    expect(subgroupsOf("B")).toEqual(["ab", "b"]);
    expect(subgroupsOf("Y")).toEqual(["a", "ab", "b"]);
    expect(problem.subgroups).toHaveLength(4);
  });

  it("of a year without groups are one automatic subgroup", () => {
    expect(subgroupsOf("Z")).toHaveLength(1);
  });

  it("are counted by the sum of the sets of an activity, unless a number is given", () => {
    const activities = [
      activity(1, { students: ["A", "B"] }),
      activity(2, { students: ["Y"], studentCount: 7 }),
    ];
    const students = toProblem(smallDocument({ activities })).problem.activities.map(
      (entry) => entry.students,
    );
    expect(students).toEqual([20, 7]);
  });
});

describe("activities", () => {
  it("keep their component number by id, not by place", () => {
    const activities = [activity(9, { groupId: 8 }), activity(8, { groupId: 8 }), activity(3)];
    const { problem } = toProblem(smallDocument({ activities }));
    expect(problem.activities.map(({ id, component, splitGroup }) => [id, component, splitGroup])).toEqual([
      ["9", 2, "8"],
      ["8", 1, "8"],
      ["3", 1, ""],
    ]);
  });

  it("that are inactive do not exist, and drop what speaks of them only", () => {
    const activities = [activity(1), activity(2, { active: false }), activity(3)];
    const apart = (ids: number[]) =>
      constraint("MinDaysBetweenActivities", { activities: ids, minDays: 1, consecutiveIfSameDay: true }, 95);
    const lock = constraint("ActivityPreferredDay", { activity: 2, day: "Mon" });
    const { own, issues } = built([apart([1, 2, 3]), apart([1, 2]), lock], { activities });
    expect(own).toMatchObject([{ activities: [0, 1] }]);
    expect(issues.map(({ severity, code }) => [severity, code])).toEqual([
      ["warning", "inactive-activity"],
      ["warning", "inactive-activity"],
    ]);
  });

  it("that exist nowhere are skipped, and fatal when fewer than two remain", () => {
    const together = (ids: number[]) => constraint("ActivitiesSameStartingTime", { activities: ids }, 5);
    expect(built([together([1, 2, 99])]).own).toMatchObject([{ activities: [0, 1] }]);
    expect(built([together([1, 99])]).issues).toMatchObject([
      { severity: "fatal", code: "too-few-activities" },
    ]);
  });
});

describe("filters", () => {
  const filter = { teacher: null, students: null, subject: null, tag: null, duration: null };
  const activities = [
    activity(1, { students: ["Y"], tags: ["Lab"] }),
    activity(2, { students: ["b"], duration: 2 }),
    activity(3, { students: ["Z"], teachers: ["U"] }),
  ];
  const matched = (given: object) =>
    built(
      [
        constraint("ActivitiesPreferredStartingTimes", {
          ...filter,
          ...given,
          slots: [{ day: "Mon", hour: "8" }],
        }),
      ],
      {
        activities,
      },
    );

  it("match students that share a subgroup, and everything when empty", () => {
    expect(matched({}).own).toMatchObject([
      { kind: "preferredStartingTimes", activities: [0, 1, 2], slots: [0] },
    ]);
    expect(matched({ students: "B" }).own).toMatchObject([{ activities: [0, 1] }]);
    expect(matched({ students: "A" }).own).toMatchObject([{ activities: [0] }]);
    expect(matched({ teacher: "U" }).own).toMatchObject([{ activities: [2] }]);
    expect(matched({ duration: 2 }).own).toMatchObject([{ activities: [1] }]);
    expect(matched({ tag: "Lab", subject: "Maths" }).own).toMatchObject([{ activities: [0] }]);
  });

  it("that match nothing are fatal", () => {
    expect(matched({ subject: "Art" }).codes).toEqual(["no-matching-activity"]);
  });
});

describe("homes", () => {
  it("are for activities with exactly that set, by name, and no other", () => {
    const activities = [activity(1), activity(2, { students: ["Y", "Z"] }), activity(3, { students: ["A"] })];
    const home = constraint("StudentsSetHomeRoom", { students: "Y", room: "R" }, 95);
    expect(built([home], { activities }).own).toMatchObject([
      { kind: "homeRooms", activities: [0], rooms: [0] },
    ]);
  });
});

describe("what FET refuses stays usable and is named", () => {
  it("a weight below 100 where only 100 is accepted", () => {
    const { own, issues } = built([constraint("TeachersMaxGapsPerDay", { maxGaps: 1 }, 90)]);
    expect(own).toMatchObject([{ kind: "maxGapsPerDay", weight: 90 }]);
    expect(issues).toMatchObject([{ severity: "refusal", code: "weight-below-100" }]);
    expect(isAccepted(issues)).toBe(false);
  });

  it("a constraint of another mode, which is left out", () => {
    const { own, codes } = built([constraint("TeachersMaxRealDaysPerWeek", { maxDays: 1 })]);
    expect(own).toEqual([]);
    expect(codes).toEqual(["other-mode"]);
  });

  it("an odd number of half-days, terms that do not fit, no compulsory constraints", () => {
    const codesOf = (given: Partial<FetDocument>) => built([], given).codes;
    expect(codesOf({ mode: "mornings-afternoons", days: ["a", "b", "c"] })).toEqual(["odd-days"]);
    expect(codesOf({ mode: "terms", terms: { count: 2, daysPerTerm: 2 } })).toEqual(["bad-terms"]);
    const { issues } = toProblem({ ...smallDocument(), constraints: [] });
    expect(issues.map(({ code }) => code)).toEqual(["missing-compulsory", "missing-compulsory"]);
  });

  it("an activity that no room can satisfy", () => {
    const room = (type: string, params: object, weight: number) => constraint(type, { ...params }, weight);
    const first = room("ActivityPreferredRoom", { activity: 1, room: "R", realRooms: null }, 100);
    const other = room("SubjectPreferredRoom", { subject: "Maths", room: "S" }, 100);
    expect(built([first, other]).codes).toEqual(["no-common-room"]);
    expect(built([first, { ...other, weight: 50 }]).codes).toEqual([]);
    const homes = [
      room("TeacherHomeRoom", { teacher: "T", room: "R" }, 5),
      room("StudentsSetHomeRoom", { students: "Y", room: "S" }, 5),
    ];
    expect(built(homes).codes).toEqual(["no-common-room", "no-common-room"]);
    const crowd = [activity(1, { studentCount: 31 })];
    expect(built([other], { activities: crowd }).codes).toEqual(["no-common-room"]);
  });

  it("real rooms of a virtual room fixed below 100 %", () => {
    const virtual = { name: "V", comments: "", building: "", capacity: 60, realRoomSets: [["R"], ["S"]] };
    const fixed = (weight: number) =>
      constraint("ActivityPreferredRoom", { activity: 1, room: "V", realRooms: ["R", "S"] }, weight);
    const rooms = [...smallDocument().rooms, virtual];
    expect(built([fixed(50)], { rooms }).codes).toEqual(["weight-below-100"]);
    expect(built([fixed(100)], { rooms }).codes).toEqual([]);
  });

  it("two preferred days of one activity", () => {
    const day = constraint("ActivityPreferredDay", { activity: 1, day: "Mon" }, 5);
    expect(built([day, { ...day, active: false }]).codes).toEqual(["two-days"]);
  });

  it("names that do not exist", () => {
    const { issues } = built([constraint("TeacherMaxGapsPerDay", { teacher: "Nobody", maxGaps: 1 })]);
    expect(issues).toMatchObject([{ severity: "fatal", code: "unknown-name", details: { name: "Nobody" } }]);
  });
});

describe("times", () => {
  it("of a preferred start without hour are all hours of the day", () => {
    const { own } = built([
      constraint("ActivityPreferredStartingTime", { activity: 1, day: "Tue", hour: null }, 95),
    ]);
    expect(own).toMatchObject([{ slots: [3, 4, 5] }]);
  });

  it("of an interval end exclusive, or with the day when the end is empty", () => {
    const interval = (endHour: string | null) =>
      constraint("TeachersIntervalMaxDaysPerWeek", { startHour: "9", endHour, maxDays: 1 });
    expect(built([interval("10"), interval(null)]).own).toMatchObject([
      { startHour: 1, endHour: 2 },
      { startHour: 1, endHour: 3 },
    ]);
  });
});
