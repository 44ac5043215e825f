import { describe, expect, it } from "vitest";
import { countIn, type Lesson } from "./testing/scene.ts";

const at = (day: number, hour: number, duration = 1): Lesson => ({ at: [day, hour], duration });
const selection = { activities: [0, 1, 2], slots: [0, 1, 2, 6] };

describe("selected slots", () => {
  it("counts distinct slots occupied beyond the maximum", () => {
    const rule = { kind: "occupyMaxTimeSlots", ...selection, maxSlots: 2 } as const;
    expect(countIn({ lessons: [at(0, 0, 2), at(0, 0), at(0, 5)] }, rule)).toBe(0);
    expect(countIn({ lessons: [at(0, 0, 2), at(0, 2), at(1, 0)] }, rule)).toBe(2);
  });

  it("counts distinct slots missing to the minimum", () => {
    const rule = { kind: "occupyMinTimeSlots", ...selection, minSlots: 2 } as const;
    expect(countIn({ lessons: [at(0, 0, 2), at(0, 5), at(0, 5)] }, rule)).toBe(0);
    expect(countIn({ lessons: [at(0, 0), at(0, 0), at(0, 5)] }, rule)).toBe(1);
  });

  it("counts the activities at once in a slot beyond the maximum", () => {
    const rule = { kind: "maxSimultaneous", ...selection, maxActivities: 1 } as const;
    expect(countIn({ lessons: [at(0, 0), at(0, 1), at(0, 2)] }, rule)).toBe(0);
    expect(countIn({ lessons: [at(0, 0), at(0, 0), at(0, 0)] }, rule)).toBe(2);
  });

  it("counts the activities missing in a slot, empty ones only when these are not allowed", () => {
    const rule = { kind: "minSimultaneous", activities: [0, 1, 2], slots: [0, 6], minActivities: 2 } as const;
    const lessons = [at(0, 0), at(0, 0), at(3, 0)];
    expect(countIn({ lessons }, { ...rule, allowEmptySlots: true })).toBe(0);
    expect(countIn({ lessons }, { ...rule, allowEmptySlots: false })).toBe(2);
    expect(countIn({ lessons: lessons.slice(1).concat(at(3, 0)) }, { ...rule, allowEmptySlots: true })).toBe(
      1,
    );
  });

  it("counts activities that touch the slots, each once, beyond the maximum", () => {
    const rule = { kind: "maxTotalInSlots", ...selection, maxActivities: 1 } as const;
    expect(countIn({ lessons: [at(0, 0, 3), at(0, 3), at(2, 0)] }, rule)).toBe(0);
    expect(countIn({ lessons: [at(0, 0, 3), at(0, 2), at(1, 0)] }, rule)).toBe(2);
  });
});

describe("terms", () => {
  const terms = { mode: "terms", days: 6, daysPerTerm: 2 } as const;
  const activities = [0, 1, 2];

  it("counts the activities in a term beyond the maximum", () => {
    const rule = { kind: "maxInATerm", activities, maxActivities: 1 } as const;
    expect(countIn({ ...terms, lessons: [at(0, 0), at(2, 0), at(5, 0)] }, rule)).toBe(0);
    expect(countIn({ ...terms, lessons: [at(0, 0), at(1, 0), at(1, 1)] }, rule)).toBe(2);
  });

  it("counts the activities missing in a term, in empty ones only when these are not allowed", () => {
    const rule = { kind: "minInATerm", activities, minActivities: 2 } as const;
    expect(
      countIn({ ...terms, lessons: [at(0, 0), at(1, 0), at(1, 1)] }, { ...rule, allowEmptyTerms: true }),
    ).toBe(0);
    expect(
      countIn({ ...terms, lessons: [at(0, 0), at(1, 0), at(3, 1)] }, { ...rule, allowEmptyTerms: true }),
    ).toBe(1);
    expect(
      countIn({ ...terms, lessons: [at(0, 0), at(1, 0), at(1, 1)] }, { ...rule, allowEmptyTerms: false }),
    ).toBe(4);
  });

  it("counts used terms beyond the maximum", () => {
    const rule = { kind: "occupyMaxTerms", activities, maxTerms: 1 } as const;
    expect(countIn({ ...terms, lessons: [at(2, 0), at(3, 0), at(3, 1)] }, rule)).toBe(0);
    expect(countIn({ ...terms, lessons: [at(0, 0), at(3, 0), at(5, 1)] }, rule)).toBe(2);
  });
});
