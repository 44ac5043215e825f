import { describe, expect, it } from "vitest";
import { ofWeight, stage } from "./constraints/testing/scene.ts";
import { evaluate } from "./evaluate.ts";
import { shareByPeople } from "./evaluate-people.ts";

describe("shares by people", () => {
  const lessons = [
    { at: [0, 0], teachers: [0], subgroups: [0] },
    { at: [0, 2], teachers: [0], subgroups: [1] },
    { at: [1, 0], teachers: [1], subgroups: [2] },
  ] as const;
  const staged = stage({
    lessons: lessons.map((lesson) => ({
      ...lesson,
      at: [...lesson.at],
      teachers: [...lesson.teachers],
      subgroups: [...lesson.subgroups],
    })),
  });
  const problem = {
    ...staged.problem,
    studentsSets: [
      { name: "Y", level: "year", students: 20, subgroups: [0, 1] },
      { name: "A", level: "group", students: 10, subgroups: [0] },
      { name: "B", level: "group", students: 10, subgroups: [1] },
      { name: "Z", level: "year", students: 20, subgroups: [2] },
    ] as const,
    constraints: [
      ofWeight(100, {
        kind: "maxGapsPerWeek",
        who: { of: "teachers", ids: [0, 1] },
        maxGaps: 0,
        unit: "day",
      }),
      ofWeight(50, { kind: "activitiesSameStartingHour", activities: [0, 1, 2] }),
    ],
  };
  const shares = shareByPeople(problem, evaluate(problem, staged.solution));

  it("give a violation to the teacher it names, or to those of the activities it names", () => {
    expect(shares.byTeacher).toEqual([
      { id: 0, hard: 1, soft: 1 },
      { id: 1, hard: 0, soft: 0.5 },
    ]);
  });

  it("count for groups, and for years that have none", () => {
    expect(shares.byClass).toEqual([
      { id: 2, hard: 0, soft: 1 },
      { id: 3, hard: 0, soft: 0.5 },
      { id: 1, hard: 0, soft: 0.5 },
    ]);
  });
});
