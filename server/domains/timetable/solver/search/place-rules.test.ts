// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within bounds by construction.
import { expect, test } from "vitest";
import { ofWeight, stage, teacher0 } from "../constraints/testing/scene.ts";
import { compile } from "./compile.ts";
import { placeExcess, placeHolds } from "./place-rules.ts";
import { createRandom } from "./random.ts";
import { createState, placeTime, remove, takeRoom } from "./state.ts";

const rooms = [{ building: 0 }, { building: 1 }, { building: 0 }, { building: -1 }];
const limit = { who: teacher0, place: "building" } as const;
const bodies = [
  { ...limit, kind: "maxChangesPerDay", maxChanges: 0, unit: "day" },
  { ...limit, kind: "maxChangesPerDay", maxChanges: 0, unit: "realDay" },
  { ...limit, kind: "maxChangesPerWeek", maxChanges: 0 },
  { ...limit, kind: "minGapsBetweenChanges", minGaps: 1 },
] as const;

test.each(bodies)("a lesson foreseen in a room is judged as one that is there: $kind $unit", (body) => {
  const lessons = Array.from({ length: 8 }, () => ({ at: null, teachers: [0] }));
  const { problem } = stage({ mode: "mornings-afternoons", days: 4, hours: 4, lessons, rooms });
  const state = createState(compile({ ...problem, constraints: [ofWeight(100, body)] }));
  const rule = state.problem.placeRules.flat()[0]!;
  const seen = { kept: 0, broken: 0 };
  for (let seed = 1; seed <= 40; seed++) {
    const random = createRandom(seed);
    for (let lesson = 0; lesson < 8; lesson++) {
      const [slot, room] = [random.below(16), random.below(4)];
      if (state.occupant[rule.entity * 16 + slot]! >= 0) continue;
      const foreseen = placeHolds(state, rule, slot, 1, room);
      placeTime(state, lesson, slot);
      takeRoom(state, lesson, room, Int32Array.of(room, -1), 0);
      expect(foreseen).toBe(placeExcess(state, rule) === 0);
      seen[foreseen ? "kept" : "broken"]++;
      if (!foreseen) remove(state, lesson);
    }
    for (let lesson = 0; lesson < 8; lesson++) if (state.slot[lesson]! >= 0) remove(state, lesson);
  }
  expect(Math.min(seen.kept, seen.broken)).toBeGreaterThan(5);
});
