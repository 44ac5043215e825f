import { describe, expect, it } from "vitest";
import { countIn, type Lesson, teacher0 } from "./testing/scene.ts";

const tagged = (day: number, hour: number, tags: number[], duration = 1): Lesson => ({
  at: [day, hour],
  duration,
  tags,
  teachers: [0],
});

describe("tags in a person's day", () => {
  it("wants gaps from the first tag to the second, not back; other lessons count as gap", () => {
    const rule = {
      kind: "minGapsBetweenOrderedPairOfActivityTags",
      who: teacher0,
      firstTag: 0,
      secondTag: 1,
      minGaps: 1,
    } as const;
    expect(countIn({ lessons: [tagged(0, 0, [0]), tagged(0, 1, []), tagged(0, 2, [1])] }, rule)).toBe(0);
    expect(countIn({ lessons: [tagged(0, 0, [1]), tagged(0, 1, [0])] }, rule)).toBe(0);
    expect(countIn({ lessons: [tagged(0, 0, [0]), tagged(0, 1, [1])] }, rule)).toBe(1);
  });

  it("wants gaps between different lessons of one tag", () => {
    const rule = { kind: "minGapsBetweenActivityTag", who: teacher0, tag: 0, minGaps: 2 } as const;
    expect(countIn({ lessons: [tagged(0, 0, [0], 3), tagged(0, 5, [0])] }, rule)).toBe(0);
    expect(countIn({ lessons: [tagged(0, 0, [0]), tagged(0, 2, [0])] }, rule)).toBe(1);
  });

  it("allows at most two of three tags on one day", () => {
    const rule = {
      kind: "maxTwoActivityTagsPerDay",
      who: teacher0,
      tags: [0, 1, 2],
      unit: "realDay",
    } as const;
    const halves = { mode: "mornings-afternoons", days: 4 } as const;
    expect(
      countIn({ ...halves, lessons: [tagged(0, 0, [0]), tagged(1, 0, [1]), tagged(2, 0, [2])] }, rule),
    ).toBe(0);
    expect(
      countIn({ ...halves, lessons: [tagged(0, 0, [0]), tagged(1, 0, [1]), tagged(1, 1, [2])] }, rule),
    ).toBe(1);
  });
});
