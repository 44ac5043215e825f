import { describe, expect, test } from "vitest";
import type { Body } from "../constraints/testing/scene.ts";
import { ModelBuilder } from "./integer-model.ts";
import { fallsAtOnce } from "./possible.ts";
import { fallsByBounds } from "./propagation.ts";
import { school } from "./testing/scene.ts";

describe("a model falls by its bounds", () => {
  test("when what one row fixes leads over others to a row that cannot hold", () => {
    const chain = (last: number) => {
      const builder = new ModelBuilder();
      const [a, b, c, d] = [builder.column(), builder.column(), builder.column(), builder.column()];
      builder.equal([a, b], 1);
      builder.atMost([c], 0, [b]); // c only with b
      builder.atLeast([c, d], 1); // c or d
      builder.equal([a], 1);
      builder.equal([d], last);
      return builder.model();
    };
    expect(fallsByBounds(chain(0))).toBe(true);
    expect(fallsByBounds(chain(1))).toBe(false);
  });

  test("not when a case distinction is needed: that is the exact solver's", () => {
    const builder = new ModelBuilder();
    const [a, b, c] = [builder.column(), builder.column(), builder.column()];
    for (const pair of [
      [a, b],
      [b, c],
      [a, c],
    ])
      builder.equal(pair, 1);
    expect(fallsByBounds(builder.model())).toBe(false);
  });
});

test("Lessons at both ends of a day that has no others fall without any search where no gap is allowed", () => {
  const lesson = { teachers: [0] };
  const held = (activity: number, ...slots: number[]): Body => ({
    kind: "preferredStartingTimes",
    activities: [activity],
    slots,
  });
  const week = (maxGaps: number) =>
    school(
      [lesson, lesson, lesson, lesson],
      [
        held(0, 0),
        held(1, 2),
        held(2, 3, 4, 5),
        held(3, 3, 4, 5),
        { kind: "maxGapsPerWeek", who: { of: "teachers", ids: [0] }, maxGaps, unit: "day" },
      ],
    );
  expect(fallsAtOnce(week(0), { exactColumns: 1_000 })).toBe(true);
  expect(fallsAtOnce(week(1), { exactColumns: 1_000 })).toBe(false);
});
