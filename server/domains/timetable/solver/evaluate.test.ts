import { describe, expect, it } from "vitest";
import { type Body, ofWeight, type Scene, stage } from "./constraints/testing/scene.ts";
import { evaluate } from "./evaluate.ts";

function evaluated(scene: Scene, ...constraints: [number, Body][]) {
  const { problem, solution } = stage(scene);
  return evaluate(
    { ...problem, constraints: constraints.map(([weight, body]) => ofWeight(weight, body)) },
    solution,
  );
}

const apart = {
  kind: "minDaysBetweenActivities",
  activities: [0, 1],
  minDays: 2,
  consecutiveIfSameDay: true,
  unit: "day",
} as const;
const together = { kind: "activitiesSameStartingTime", activities: [0, 1] } as const;

describe("evaluate", () => {
  it("adds hard counts at weight 100 and weighted counts below", () => {
    const lessons = [{ at: [0, 0] }, { at: [1, 0] }] as const;
    const { hard, soft, unplaced, byConstraint } = evaluated(
      { lessons },
      [100, apart],
      [12.5, together],
      [95, apart],
    );
    expect(hard).toBe(1);
    expect(soft).toBeCloseTo(0.125 + 0.95, 12);
    expect(unplaced).toBe(0);
    expect(byConstraint.map(({ constraint, n, hard: own, cost }) => [constraint, n, own, cost])).toEqual([
      [0, 1, 1, 0],
      [1, 1, 0, 0.125],
      [2, 1, 0, 0.95],
    ]);
  });

  it("counts the parts of soft days apart that bind at any weight as hard", () => {
    const lessons = [{ at: [0, 0] }, { at: [0, 3] }] as const;
    const { hard, soft } = evaluated({ lessons }, [50, apart]);
    expect([hard, soft]).toEqual([1, 1]);
    expect(evaluated({ lessons }, [0, apart])).toMatchObject({ hard: 1, soft: 0 });
    expect(evaluated({ lessons }, [100, apart])).toMatchObject({ hard: 2, soft: 0 });
  });

  it("counts 20,000 for an unplaced activity and leaves other rules about it out", () => {
    const lessons = [{ at: [0, 0] }, { at: null }] as const;
    const rules: [number, Body][] = [
      [100, { kind: "basicCompulsoryTime" }],
      [100, { kind: "basicCompulsorySpace" }],
      [100, together],
    ];
    expect(evaluated({ lessons }, ...rules)).toMatchObject({ hard: 20_000, unplaced: 1 });
  });

  it("names broken constraints only", () => {
    const lessons = [{ at: [0, 0] }, { at: [0, 0] }] as const;
    expect(evaluated({ lessons }, [100, together])).toEqual({
      hard: 0,
      soft: 0,
      unplaced: 0,
      byConstraint: [],
    });
  });
});
