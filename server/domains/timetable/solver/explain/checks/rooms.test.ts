import { expect, test } from "vitest";
import type { Body } from "../../constraints/testing/scene.ts";
import { factsIn, times } from "../testing/scene.ts";
import { noRoom, noStart, roomsClosed } from "./lessons.ts";
import { differentRooms, roomsAtOnce, roomsOverfull } from "./rooms.ts";

const inRooms = (activities: number[], rooms: number[]): Body => ({
  kind: "preferredRooms",
  activities,
  rooms,
  realRooms: null,
});
const two = { rooms: [{}, {}] };

test("A lesson whose people are away at its only times has no start", () => {
  const held: Body = { kind: "preferredStartingTimes", activities: [0], slots: [0, 1] };
  const away = (...slots: number[]): Body => ({
    kind: "notAvailableTimes",
    who: { of: "teachers", ids: [0] },
    slots,
  });
  expect(noStart(factsIn([{ teachers: [0] }], [held, away(0)]))).toEqual([]);
  expect(noStart(factsIn([{ teachers: [0] }], [held, away(0, 1)]))).toMatchObject([{ activities: [0] }]);
});

test("Two lists of rooms without a room in common, or rooms too small, leave none", () => {
  expect(noRoom(factsIn([{}], [inRooms([0], [0, 1]), inRooms([0], [1])], two))).toEqual([]);
  expect(noRoom(factsIn([{}], [inRooms([0], [0]), inRooms([0], [1])], two))).toHaveLength(1);
  expect(noRoom(factsIn([{ students: 30 }], [inRooms([0], [0])], two))).toEqual([]);
  expect(noRoom(factsIn([{ students: 31 }], [inRooms([0], [0])], two))).toHaveLength(1);
});

test("A home room is needed, and any room that is offered will do", () => {
  const home: Body = { kind: "homeRooms", activities: [0], rooms: [0] };
  const small = { rooms: [{ capacity: 10 }, { capacity: 30 }] };
  expect(noRoom(factsIn([{ students: 20 }], [home], small))).toHaveLength(1);
  expect(noRoom(factsIn([{ students: 20 }], [home, inRooms([0], [1])], small))).toEqual([]);
});

test("Rooms that are closed at every start are no rooms", () => {
  const closed = (...slots: number[]): Body => ({ kind: "roomNotAvailableTimes", room: 0, slots });
  const held: Body = { kind: "preferredStartingTimes", activities: [0], slots: [0, 1] };
  expect(roomsClosed(factsIn([{}], [inRooms([0], [0]), held, closed(0)], two))).toEqual([]);
  expect(roomsClosed(factsIn([{}], [inRooms([0], [0]), held, closed(0, 1)], two))).toHaveLength(1);
});

test("One room has as many hours as the week", () => {
  const lessons = (count: number) => times(count, {});
  const all = (count: number) => inRooms([...Array(count).keys()], [1]);
  expect(roomsOverfull(factsIn(lessons(6), [all(6)], two))).toEqual([]);
  expect(roomsOverfull(factsIn(lessons(7), [all(7)], two))).toMatchObject([
    { reason: { rooms: [1], lessons: 7, hours: 7, places: 6 } },
  ]);
});

test("Where the days are parallel blocks one room has each hour once", () => {
  const blocks = (count: number) =>
    factsIn(times(count, {}), [inRooms([...Array(count).keys()], [1])], { ...two, mode: "block-planning" });
  expect(roomsOverfull(blocks(3))).toEqual([]);
  expect(roomsOverfull(blocks(4))).toMatchObject([{ reason: { rooms: [1], hours: 4, places: 3 } }]);
});

test("A virtual room takes one real room from each of its sets", () => {
  const rooms = [{}, {}, { realRoomSets: [[0], [1]] }];
  const virtual = inRooms([0, 1, 2], [2]);
  const plain = inRooms([3, 4, 5], [0]);
  expect(roomsOverfull(factsIn(times(6, {}), [virtual, plain], { rooms }))).toEqual([]);
  expect(roomsOverfull(factsIn(times(7, {}), [virtual, plain, inRooms([6], [0])], { rooms }))).toHaveLength(
    1,
  );
});

test("Lessons at once need a room each", () => {
  const together: Body = { kind: "activitiesSameStartingTime", activities: [0, 1] };
  expect(roomsAtOnce(factsIn([{}, {}], [together, inRooms([0, 1], [0, 1])], two))).toEqual([]);
  expect(roomsAtOnce(factsIn([{}, {}], [together, inRooms([0, 1], [0])], two))).toHaveLength(1);
});

test("Lessons without a room in common are in different rooms", () => {
  const limit = (maxRooms: number): Body => ({
    kind: "occupyMaxDifferentRooms",
    activities: [0, 1],
    maxRooms,
  });
  const rooms = [inRooms([0], [0]), inRooms([1], [1])];
  expect(differentRooms(factsIn([{}, {}], [...rooms, limit(2)], two))).toEqual([]);
  expect(differentRooms(factsIn([{}, {}], [...rooms, limit(1)], two))).toHaveLength(1);
});
