// biome-ignore-all lint/style/noNonNullAssertion: indexes come from the lists they index.
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Change } from "./changes.ts";
import { evaluate } from "./evaluate.ts";
import { copySolution, type Problem, type Solution } from "./model.ts";
import { type Resolution, resolve } from "./resolve.ts";
import { solve } from "./solve.ts";

const source = { type: "Drawn", index: 0, line: null, id: null };

/** Three classes and three teachers, two days of four periods, rooms enough but one for the labs. */
function smallSchool(lessons: number, pick: (bound: number) => number): Problem {
  const activities = Array.from({ length: lessons }, (_, index) => ({
    id: String(index),
    duration: 1,
    teachers: [pick(3)],
    subgroups: [index % 3],
    studentsSets: [index % 3],
    subject: 0,
    tags: [],
    students: 20,
    component: 1,
    splitGroup: "",
  }));
  const labs = activities.flatMap((_, index) => (pick(4) === 0 ? [index] : []));
  return {
    name: "small",
    mode: "official",
    days: ["Mo", "Tu"],
    hours: ["1", "2", "3", "4"],
    daysPerTerm: 2,
    teachers: ["a", "b", "c"].map((name) => ({ name, maxMixedRealDays: null })),
    subgroups: ["1A", "1B", "1C"].map((name) => ({ name })),
    studentsSets: ["1A", "1B", "1C"].map((name, index) => ({
      name,
      level: "year" as const,
      students: 20,
      subgroups: [index],
    })),
    subjects: ["s"],
    tags: [],
    buildings: [],
    rooms: ["lab", "other lab"].map((name) => ({ name, capacity: 30, building: -1, realRoomSets: null })),
    activities,
    constraints: [
      { kind: "basicCompulsoryTime", weight: 100, source },
      { kind: "basicCompulsorySpace", weight: 100, source },
      ...labs.map((index) => ({
        kind: "preferredRooms" as const,
        weight: 100,
        source,
        activities: [index],
        rooms: [0, 1],
        realRooms: null,
      })),
    ],
  };
}

const drawn = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  lessons: fc.integer({ min: 9, max: 15 }),
});

/** A small school with a timetable, and a teacher who cannot come on the first day. */
function draw({ seed, lessons }: { seed: number; lessons: number }) {
  let state = seed;
  const pick = (bound: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % bound;
  };
  const problem = smallSchool(lessons, pick);
  const start = solve(problem, { seed, iterations: 5_000 });
  const absence: Change = { kind: "teacherAbsent", teacher: pick(3), slots: [0, 1, 2, 3] };
  const lost: Change = { kind: "roomLost", room: pick(2), slots: [0, 1, 2, 3, 4, 5, 6, 7] };
  return { problem, start, change: pick(3) === 0 ? lost : absence };
}

const mend = (
  problem: Problem,
  start: Solution,
  changes: readonly Change[],
  pinned?: readonly number[],
): Resolution =>
  resolve({ problem, start, changes, pinned, movePenalty: 10 }, { seed: 1, iterations: 20_000 });

test("after a change as few lessons move as can, as an exhaustive search counts them", () => {
  let moved = 0;
  let least = 0;
  fc.assert(
    fc.property(drawn, (drawing) => {
      const { problem, start, change } = draw(drawing);
      if (start.unplaced > 0) return;
      const mended = mend(problem, start.solution, [change]);
      const known = fewestMoves(mended.problem, start.solution, 5);
      if (known === null) return;
      expect(mended.unplaced).toEqual([]);
      expect(evaluate(mended.problem, mended.solution).hard).toBe(0);
      expect(mended.leastMoves).toBeLessThanOrEqual(known);
      expect(mended.moves.length).toBeLessThanOrEqual(2 * known);
      moved += mended.moves.length;
      least += known;
    }),
    { numRuns: 40, seed: 11 },
  );
  expect(least).toBeGreaterThan(30);
  expect(moved).toBeLessThanOrEqual(least * 1.1);
}, 120_000);

test("pinned lessons stay, and what changed is listed from old to new place", () => {
  fc.assert(
    fc.property(drawn, (drawing) => {
      const { problem, start, change } = draw(drawing);
      if (start.unplaced > 0 || change.kind !== "teacherAbsent") return;
      const pinned = problem.activities.flatMap(({ teachers }, index) =>
        teachers.includes(change.teacher) || index % 4 > 0 ? [] : index,
      );
      const { moves, solution, unplaced } = mend(problem, start.solution, [change], pinned);
      for (const index of pinned) expect(solution.slot[index]).toBe(start.solution.slot[index]);
      for (const { activity, from, to } of moves) {
        expect(from.slot).toBe(start.solution.slot[activity]);
        expect(to.slot).toBe(solution.slot[activity]);
      }
      expect(unplaced).toEqual(
        problem.activities.flatMap((_, index) => (solution.slot[index]! < 0 ? index : [])),
      );
    }),
    { numRuns: 20, seed: 3 },
  );
}, 60_000);

test("a new lesson takes a free place and moves nobody when there is one", () => {
  const { problem, start } = draw({ seed: 4, lessons: 9 });
  const activity = { ...problem.activities[0]!, id: "new" };
  const mended = mend(problem, start.solution, [{ kind: "lessonAdded", activity }]);
  expect(mended.unplaced).toEqual([]);
  expect(mended.moves).toEqual([]);
  expect(evaluate(mended.problem, mended.solution).hard).toBe(0);
});

test("nothing moves when nothing that was planned is concerned", () => {
  const { problem, start } = draw({ seed: 4, lessons: 9 });
  const mended = mend(problem, start.solution, [{ kind: "teacherAbsent", teacher: 0, slots: [] }]);
  expect(mended.moves).toEqual([]);
  expect(mended.solution).toEqual(copySolution(start.solution));
});

/** By trying everything: the fewest activities that change time or room so that nothing hard is broken; null above `most`. */
function fewestMoves(problem: Problem, start: Solution, most: number): number | null {
  for (let budget = 0; budget <= most; budget++) if (canMend(problem, start, budget)) return budget;
  return null;
}

function canMend(problem: Problem, start: Solution, budget: number): boolean {
  const slots = problem.days.length * problem.hours.length;
  const solution = copySolution(start);
  const closed = (teacher: number, room: number, slot: number) =>
    problem.constraints.some(
      (one) =>
        (one.kind === "notAvailableTimes" && one.who.ids.includes(teacher) && one.slots.includes(slot)) ||
        (one.kind === "roomNotAvailableTimes" && one.room === room && one.slots.includes(slot)),
    );
  const fits = (index: number) => {
    const { teachers, subgroups } = problem.activities[index]!;
    const slot = solution.slot[index]!;
    const room = solution.room[index]!;
    if (closed(teachers[0]!, room, slot)) return false;
    return problem.activities.every(
      (other, at) =>
        at >= index ||
        solution.slot[at] !== slot ||
        (other.teachers[0] !== teachers[0] &&
          other.subgroups[0] !== subgroups[0] &&
          (room < 0 || solution.room[at] !== room)),
    );
  };
  const place = (index: number, left: number): boolean => {
    if (index === problem.activities.length) return true;
    if (fits(index) && place(index + 1, left)) return true;
    if (left === 0) return false;
    const slot = solution.slot[index]!;
    const room = solution.room[index]!;
    for (let other = 0; other < slots; other++) {
      for (const next of room < 0 ? [-1] : [0, 1]) {
        solution.slot[index] = other;
        solution.room[index] = next;
        if ((other !== slot || next !== room) && fits(index) && place(index + 1, left - 1)) return true;
      }
    }
    solution.slot[index] = slot;
    solution.room[index] = room;
    return false;
  };
  return place(0, budget);
}
