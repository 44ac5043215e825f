import { describe, expect, it } from "vitest";
import { minDaysHardParts } from "./activities-time.ts";
import { layOut } from "./board.ts";
import { countIn, type Lesson, ofWeight, stage } from "./testing/scene.ts";
import { countViolations } from "./violation.ts";

const at = (day: number, hour: number, duration = 1): Lesson => ({ at: [day, hour], duration });
const activities = [0, 1, 2];

describe("days between activities", () => {
  it("counts for each pair the days missing to the minimum", () => {
    const rule = {
      kind: "minDaysBetweenActivities",
      activities,
      minDays: 2,
      consecutiveIfSameDay: true,
      unit: "day",
    } as const;
    expect(countIn({ lessons: [at(0, 0), at(2, 0), at(4, 0)] }, rule)).toBe(0);
    expect(countIn({ lessons: [at(0, 0), at(0, 1), at(1, 0)] }, rule)).toBe(2 + 1 + 1);
    expect(countIn({ lessons: [at(0, 0), at(0, 1), { at: null }] }, rule)).toBe(2);
  });

  it("counts real days in mornings-afternoons mode when the unit says so", () => {
    const scene = { mode: "mornings-afternoons", days: 6, lessons: [at(0, 0), at(1, 0)] } as const;
    const rule = {
      kind: "minDaysBetweenActivities",
      activities: [0, 1],
      minDays: 1,
      consecutiveIfSameDay: false,
    } as const;
    expect(countIn(scene, { ...rule, unit: "realDay" })).toBe(1);
    expect(countIn(scene, { ...rule, unit: "day" })).toBe(0);
  });

  it("allows at most two on one day, touching exactly, whatever the weight", () => {
    const hardParts = (
      lessons: Lesson[],
      consecutiveIfSameDay: boolean,
      mode: "official" | "mornings-afternoons" = "official",
    ) => {
      const { problem, solution } = stage({ mode, days: 6, lessons });
      const body = {
        kind: "minDaysBetweenActivities",
        activities,
        minDays: 1,
        consecutiveIfSameDay,
        unit: "realDay",
      } as const;
      const rule = ofWeight(0, body);
      if (rule.kind !== "minDaysBetweenActivities") throw new Error("not the rule under test");
      return countViolations(minDaysHardParts(layOut(problem, solution), rule));
    };
    expect(hardParts([at(0, 0), at(0, 1), at(2, 0)], true)).toBe(0);
    expect(hardParts([at(0, 0), at(0, 3), at(2, 0)], false)).toBe(0);
    expect(hardParts([at(0, 0), at(0, 3), at(2, 0)], true)).toBe(1);
    expect(hardParts([at(0, 0), at(0, 1), at(0, 2)], false)).toBe(1);
    expect(hardParts([at(0, 5), at(1, 0), at(4, 0)], true, "mornings-afternoons")).toBe(1);
  });

  it("counts for each pair the days beyond the maximum", () => {
    const rule = { kind: "maxDaysBetweenActivities", activities, maxDays: 1, unit: "day" } as const;
    expect(countIn({ lessons: [at(0, 0), at(1, 0), at(1, 3)] }, rule)).toBe(0);
    expect(countIn({ lessons: [at(0, 0), at(1, 0), at(4, 0)] }, rule)).toBe(3 + 2);
  });

  it("counts for each pair the terms beyond the maximum", () => {
    const rule = { kind: "maxTermsBetweenActivities", activities, maxTerms: 0 } as const;
    expect(
      countIn({ mode: "terms", days: 6, daysPerTerm: 2, lessons: [at(0, 0), at(1, 0), at(1, 1)] }, rule),
    ).toBe(0);
    expect(
      countIn({ mode: "terms", days: 6, daysPerTerm: 2, lessons: [at(0, 0), at(2, 0), at(5, 1)] }, rule),
    ).toBe(4);
  });
});

describe("gaps between activities", () => {
  it("counts the hours missing to the minimum between two on one day", () => {
    const rule = { kind: "minGapsBetweenActivities", activities: [0, 1], minGaps: 2 } as const;
    expect(countIn({ lessons: [at(0, 0), at(0, 3)] }, rule)).toBe(0);
    expect(countIn({ lessons: [at(0, 0), at(1, 0)] }, rule)).toBe(0);
    expect(countIn({ lessons: [at(0, 3), at(0, 1, 2)] }, rule)).toBe(2);
  });

  it("measures from the end of the second listed when both start together", () => {
    const rule = { kind: "minGapsBetweenActivities", activities: [0, 1], minGaps: 3 } as const;
    expect(countIn({ lessons: [at(0, 0, 1), at(0, 0, 2)] }, rule)).toBe(5);
    expect(countIn({ lessons: [at(0, 0, 2), at(0, 0, 1)] }, rule)).toBe(4);
  });

  it("counts the hours beyond the maximum between two on one day", () => {
    const rule = { kind: "maxGapsBetweenActivities", activities: [0, 1], maxGaps: 1 } as const;
    expect(countIn({ lessons: [at(0, 0), at(0, 2)] }, rule)).toBe(0);
    expect(countIn({ lessons: [at(0, 0), at(3, 5)] }, rule)).toBe(0);
    expect(countIn({ lessons: [at(0, 0), at(0, 4)] }, rule)).toBe(2);
  });
});

describe("activities together or apart", () => {
  const lessons = [at(0, 0), at(0, 0), at(1, 0)];

  it("counts the pairs that start at different times", () => {
    expect(countIn({ lessons }, { kind: "activitiesSameStartingTime", activities: [0, 1] })).toBe(0);
    expect(countIn({ lessons }, { kind: "activitiesSameStartingTime", activities })).toBe(2);
  });

  it("counts the pairs that start at different hours", () => {
    expect(countIn({ lessons }, { kind: "activitiesSameStartingHour", activities })).toBe(0);
    expect(
      countIn(
        { lessons: [at(0, 0), at(0, 1), at(1, 0)] },
        { kind: "activitiesSameStartingHour", activities },
      ),
    ).toBe(2);
  });

  it("counts the pairs on different days", () => {
    expect(countIn({ lessons }, { kind: "activitiesSameStartingDay", activities: [0, 1] })).toBe(0);
    expect(countIn({ lessons }, { kind: "activitiesSameStartingDay", activities })).toBe(2);
  });

  it("counts the hours in which two run at once", () => {
    expect(
      countIn({ lessons: [at(0, 0, 2), at(0, 2)] }, { kind: "activitiesNotOverlapping", activities: [0, 1] }),
    ).toBe(0);
    expect(
      countIn(
        { lessons: [at(0, 0, 3), at(0, 1, 2)] },
        { kind: "activitiesNotOverlapping", activities: [0, 1] },
      ),
    ).toBe(2);
  });

  it("counts the hours in which activities of two tags run at once", () => {
    const rule = { kind: "activityTagsNotOverlapping", tags: [0, 1, 2], groups: [[0], [1, 2], []] } as const;
    expect(countIn({ lessons: [at(0, 0, 2), at(0, 2), at(1, 0)] }, rule)).toBe(0);
    expect(countIn({ lessons: [at(0, 0, 2), at(0, 0, 2), at(0, 1)] }, rule)).toBe(3);
  });
});
