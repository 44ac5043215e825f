import { describe, expect, it } from "vitest";
import type { FetDocument, Params } from "./document.ts";
import { parseFet } from "./parse.ts";
import type { IssueCode } from "./report.ts";
import { activity, constraint, smallDocument } from "./testing/small-file.ts";
import { toProblem } from "./to-problem.ts";
import { writeFet } from "./write.ts";

const activities = [
  activity(1, { tags: ["Lab"] }),
  activity(2, { teachers: ["U"], students: ["Z"] }),
  activity(3, { teachers: ["U"], students: ["Z"] }),
];

/** Codes of what FET 6.8.5 refuses about one constraint; each outcome was seen with its command-line program. */
function refusals(type: string, params: Params, given: Partial<FetDocument> = {}): string[] {
  const document = smallDocument({ activities, ...given, constraints: [constraint(type, params)] });
  return toProblem(document).issues.flatMap(({ severity, code }) => (severity === "refusal" ? code : []));
}

const halves = { mode: "mornings-afternoons" } as const;

describe("what FET refuses about one constraint", () => {
  it.each<[type: string, params: Params, codes: IssueCode[]]>([
    ["TeacherMinHoursDaily", { teacher: "T", minHours: 1, allowEmpty: true }, ["trivial-min-hours"]],
    ["TeacherMinHoursDaily", { teacher: "T", minHours: 2, allowEmpty: true }, []],
    ["TeacherMinHoursDaily", { teacher: "T", minHours: 2, allowEmpty: false }, ["min-hours-empty-days"]],
    ["StudentsMinHoursDaily", { minHours: 1, allowEmpty: true }, ["trivial-min-hours"]],
    ["StudentsMinHoursDaily", { minHours: 1, allowEmpty: false }, []],
    ["TeachersIntervalMaxDaysPerWeek", { startHour: "9", endHour: "9", maxDays: 1 }, ["empty-interval"]],
    ["TeachersIntervalMaxDaysPerWeek", { startHour: "9", endHour: null, maxDays: 1 }, []],
    ["StudentsEarlyMaxBeginningsAtSecondHour", { maxBeginnings: 3 }, ["too-many-beginnings"]],
    ["StudentsEarlyMaxBeginningsAtSecondHour", { maxBeginnings: 2 }, []],
    ["ActivityTagsNotOverlapping", { tags: ["Lab"] }, ["few-tags"]],
    ["TwoActivitiesOrdered", { first: 2, second: 2 }, ["repeated-activity"]],
    ["ThreeActivitiesGrouped", { first: 1, second: 2, third: 1 }, ["repeated-activity"]],
    ["TwoSetsOfActivitiesOrdered", { first: [1, 2], second: [2, 3] }, ["repeated-activity"]],
    ["TwoSetsOfActivitiesOrdered", { first: [1, 2], second: [3] }, []],
    [
      "TeacherMinGapsBetweenOrderedPairOfActivityTags",
      { teacher: "T", firstTag: "Lab", secondTag: "Lab", minGaps: 1 },
      ["two-tags"],
    ],
    [
      "TeacherMinGapsBetweenOrderedPairOfActivityTags",
      { teacher: "U", firstTag: "Lab", secondTag: "Lab", minGaps: 1 },
      [],
    ],
  ])("%s %o", (type, params, codes) => {
    expect(refusals(type, params)).toEqual(codes);
  });

  it("in halves, students may have a minimum of one hour with empty days, teachers may not", () => {
    expect(refusals("StudentsMinHoursDaily", { minHours: 1, allowEmpty: true }, halves)).toEqual([]);
    const teachers = refusals("TeachersMinHoursDailyRealDays", { minHours: 1, allowEmpty: true }, halves);
    expect(teachers).toEqual(["trivial-min-hours"]);
  });

  it("a filter that only an inactive activity passes drops the constraint; one that nothing passes is fatal", () => {
    const slots = [{ day: "Mon", hour: "8" }];
    const filter = { teacher: null, students: null, subject: null, tag: null, duration: 2, slots };
    const severities = (active: boolean) => {
      const given = active ? activities : [...activities, activity(4, { duration: 2, active: false })];
      const constraints = [constraint("ActivitiesPreferredStartingTimes", filter)];
      return toProblem(smallDocument({ activities: given, constraints })).issues.map(
        ({ severity }) => severity,
      );
    };
    expect(severities(false)).toEqual(["warning"]);
    expect(severities(true)).toEqual(["fatal"]);
  });

  it("a minimum of hours with a tag does not concern those without a lesson that has it", () => {
    const params = { tag: "Lab", minHours: 1, allowEmpty: false };
    const document = smallDocument({
      activities,
      constraints: [constraint("TeachersActivityTagMinHoursDaily", params)],
    });
    expect(toProblem(document).problem.constraints[2]).toMatchObject({ who: { of: "teachers", ids: [0] } });
  });
});

describe("what FET refuses about activities", () => {
  /** A file with two activities as written, each changed in its text, and what is said of it. */
  const found = (given: Partial<FetDocument>, change: (text: string) => string = (text) => text) => {
    const { document, report } = parseFet(change(writeFet(smallDocument(given))));
    const issues = [...report.issues, ...toProblem(document).issues];
    return {
      refused: issues.filter(({ severity }) => severity === "refusal"),
      durations: document.activities.map(({ duration }) => duration),
    };
  };

  it.each([0, -3])("a duration of %i hours, which is read as 1", (duration) => {
    const { refused, durations } = found({}, (text) =>
      text.replace("<Duration>1<", `<Duration>${duration}<`),
    );
    expect(refused).toMatchObject([
      { code: "bad-duration", line: expect.any(Number), details: { id: 1, duration, read: 1 } },
    ]);
    expect(durations).toEqual([1, 1]);
  });

  it("an id that occurs twice", () => {
    const { refused, durations } = found({}, (text) => text.replace("<Id>2<", "<Id>1<"));
    expect(refused).toMatchObject([{ code: "duplicate-id", details: { id: 1 } }]);
    expect(durations).toHaveLength(1);
  });

  it("no active activity", () => {
    expect(found({ activities: [] }).refused).toMatchObject([{ code: "no-active-activity" }]);
    expect(found({ activities: [activity(1, { active: false })] }).refused).toMatchObject([
      { code: "no-active-activity" },
    ]);
  });

  it("an activity that is longer than a day, unless it is inactive", () => {
    const long = activity(2, { duration: 4 });
    expect(found({ activities: [activity(1), long] }).refused).toMatchObject([
      { code: "too-long", line: expect.any(Number), details: { id: 2, duration: 4, hours: 3 } },
    ]);
    expect(found({ activities: [activity(1), { ...long, active: false }] }).refused).toEqual([]);
  });
});
