import { expect, test } from "vitest";
import { type Body, type Lesson, ofWeight, stage } from "../constraints/testing/scene.ts";
import { evaluate } from "../evaluate.ts";
import { solve } from "../solve.ts";

/** Room 2 is virtual: one of the rooms 0 and 1, and room 3. */
const rooms = [{}, {}, { realRoomSets: [[0, 1], [3]] }, {}];

/** Solves a day of so many hours and gives what was found beside the judge's opinion of it. */
function solved(hours: number, lessons: readonly Lesson[], rules: readonly (readonly [number, Body])[]) {
  const { problem } = stage({ days: 1, hours, rooms, lessons });
  const constraints = rules.map(([weight, body]) => ofWeight(weight, body));
  const compulsory = (["basicCompulsoryTime", "basicCompulsorySpace"] as const).map((kind) =>
    ofWeight(100, { kind }),
  );
  const whole = { ...problem, constraints: [...compulsory, ...constraints] };
  const result = solve(whole, { seed: 1, iterations: 4_000 });
  return { result, judged: evaluate(whole, result.solution) };
}

const lesson = (duration = 1): Lesson => ({ at: null, teachers: [0], duration });
const inRoom = (activity: number, room: number): [number, Body] => [
  100,
  { kind: "preferredRooms", activities: [activity], rooms: [room], realRooms: null },
];

test.each<[string, Body]>([
  ["a room", { kind: "roomNotAvailableTimes", room: 0, slots: [1] }],
  ["a teacher's room", { kind: "teacherRoomNotAvailableTimes", teacher: 0, room: 0, slots: [1] }],
])("%s that is closed as a wish is used all the same when there is no other way", (_, closed) => {
  const { result, judged } = solved(2, [lesson(), lesson()], [inRoom(0, 0), inRoom(1, 0), [50, closed]]);
  expect(judged).toMatchObject({ unplaced: 0, hard: 0, soft: 0.5 });
  expect(result.soft).toBeCloseTo(0.5, 9);
});

test("what is closed as a wish is kept free when there is a way, in a virtual room too", () => {
  const rules: [number, Body][] = [
    inRoom(0, 2),
    [30, { kind: "roomNotAvailableTimes", room: 2, slots: [0, 1] }],
    [40, { kind: "roomNotAvailableTimes", room: 3, slots: [3, 4] }],
    [20, { kind: "teacherRoomNotAvailableTimes", teacher: 0, room: 2, slots: [4] }],
  ];
  const { result, judged } = solved(5, [lesson(2)], rules);
  // At hours 1 and 2 the virtual room costs 0.3 once; everywhere else more is closed.
  expect(result.solution.slot[0]).toBe(1);
  expect(judged).toMatchObject({ hard: 0 });
  expect(judged.soft).toBeCloseTo(0.3, 9);
  expect(result.soft).toBeCloseTo(0.3, 9);
});

test("a virtual room is open for the whole of a lesson or not at all", () => {
  const closedLater: [number, Body] = [100, { kind: "roomNotAvailableTimes", room: 2, slots: [1] }];
  expect(solved(2, [lesson(2)], [inRoom(0, 2), closedLater]).judged).toMatchObject({ unplaced: 1 });
  expect(solved(4, [lesson(2)], [inRoom(0, 2), closedLater]).judged).toMatchObject({ unplaced: 0, hard: 0 });
});
