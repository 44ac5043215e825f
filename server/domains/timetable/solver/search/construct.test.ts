import { expect, test } from "vitest";
import { type Lesson, ofWeight, type Scene, stage } from "../constraints/testing/scene.ts";
import { evaluate } from "../evaluate.ts";
import type { Problem } from "../model.ts";
import { solve } from "../solve.ts";

function problemOf(scene: Scene, constraints: Parameters<typeof ofWeight>[1][]): Problem {
  const { problem } = stage(scene);
  return {
    ...problem,
    constraints: [...problem.constraints, ...constraints.map((body) => ofWeight(100, body))],
  };
}

test("a lesson of one time gives up a real room of its virtual room to one that needs it", () => {
  const lessons: Lesson[] = [
    { at: null, subgroups: [0] },
    { at: null, subgroups: [1] },
  ];
  const rooms = [{}, {}, {}, { realRoomSets: [[0, 1], [2]] }];
  const problem = problemOf({ lessons, rooms }, [
    { kind: "preferredStartingTimes", activities: [0, 1], slots: [7] },
    { kind: "preferredRooms", activities: [0], rooms: [3], realRooms: null },
    { kind: "preferredRooms", activities: [1], rooms: [0], realRooms: null },
  ]);
  for (let seed = 1; seed <= 20; seed++) {
    const { solution, unplaced } = solve(problem, { seed, iterations: 200 });
    expect(unplaced).toBe(0);
    expect(evaluate(problem, solution).hard).toBe(0);
  }
});

test("lessons that may use few rooms are given a room that the others have already", () => {
  const lessons: Lesson[] = Array.from({ length: 6 }, () => ({ at: null, subgroups: [0] }));
  const activities = lessons.map((_, index) => index);
  const problem = problemOf({ lessons, rooms: [{}, {}, {}, {}] }, [
    { kind: "preferredRooms", activities, rooms: [0, 1, 2, 3], realRooms: null },
    { kind: "occupyMaxDifferentRooms", activities, maxRooms: 1 },
  ]);
  for (let seed = 1; seed <= 10; seed++) {
    const result = solve(problem, { seed, iterations: 500 });
    expect(evaluate(problem, result.solution).hard).toBe(0);
    // One call each: nobody had to be pushed out again for the sake of the room.
    expect(result.firstComplete).toBe(lessons.length);
  }
});

test("what goes in besides a knot is placed too, however early the knot comes", () => {
  // Three lessons of one class in two slots; and twenty easy ones of other classes.
  const knot: Lesson[] = Array.from({ length: 3 }, () => ({ at: null, teachers: [0], subgroups: [0] }));
  const easy: Lesson[] = Array.from({ length: 20 }, (_, i) => ({ at: null, subgroups: [1 + (i % 2)] }));
  const problem = problemOf({ lessons: [...knot, ...easy] }, [
    { kind: "preferredStartingTimes", activities: [0, 1, 2], slots: [0, 1] },
  ]);
  expect(solve(problem, { seed: 1, iterations: 6_000 }).unplaced).toBe(1);
});

test("with time left, what had no possible slot is tried again in another order, unless it can never have one", () => {
  const lessons: Lesson[] = [
    { at: null, subgroups: [0] },
    { at: null, subgroups: [0] },
    { at: null, subgroups: [0] },
  ];
  const search = (rule: Parameters<typeof ofWeight>[1], budget: { iterations?: number } = {}) => {
    let asked = 0;
    const result = solve(problemOf({ lessons }, [rule]), {
      seed: 1,
      shouldStop: () => ++asked > 2_000,
      ...budget,
    });
    expect(result.unplaced).toBe(1);
    return { asked, result };
  };
  const samePlace = { kind: "preferredStartingTimes", activities: [0, 1], slots: [7] } as const;
  expect(search(samePlace).asked).toBeGreaterThan(2_000);
  expect(search(samePlace, { iterations: 10_000 }).asked).toBeLessThan(500);
  const noPlace = { kind: "preferredStartingTimes", activities: [0], slots: [] } as const;
  expect(search(noPlace).asked).toBeLessThan(500);
});
