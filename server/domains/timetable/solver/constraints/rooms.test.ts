import { describe, expect, it } from "vitest";
import { countIn, type Lesson } from "./testing/scene.ts";

const rooms = [
  {},
  {},
  {},
  {
    realRoomSets: [
      [0, 1],
      [1, 2],
    ],
  },
];
const virtual = 3;
const inRoom = (room: number, hour = 0, realRooms?: readonly number[]): Lesson => ({
  at: [0, hour],
  room,
  ...(realRooms ? { realRooms } : {}),
});

describe("rooms", () => {
  it("counts a placed activity outside its preferred rooms, without room too", () => {
    const rule = { kind: "preferredRooms", activities: [0], rooms: [0, 1], realRooms: null } as const;
    expect(countIn({ rooms, lessons: [inRoom(1)] }, rule)).toBe(0);
    expect(countIn({ rooms, lessons: [{ at: null, room: 2 }] }, rule)).toBe(0);
    expect(countIn({ rooms, lessons: [inRoom(2)] }, rule)).toBe(1);
    expect(countIn({ rooms, lessons: [{ at: [0, 0] }] }, rule)).toBe(1);
  });

  it("wants exactly the named parts of a virtual room, in any order", () => {
    const rule = { kind: "preferredRooms", activities: [0], rooms: [virtual], realRooms: [2, 1] } as const;
    expect(countIn({ rooms, lessons: [inRoom(virtual, 0, [1, 2])] }, rule)).toBe(0);
    expect(countIn({ rooms, lessons: [inRoom(virtual, 0, [0, 2])] }, rule)).toBe(1);
  });

  it("takes any room for the home room, but not none", () => {
    const rule = { kind: "homeRooms", activities: [0], rooms: [0] } as const;
    expect(countIn({ rooms, lessons: [inRoom(2)] }, rule)).toBe(0);
    expect(countIn({ rooms, lessons: [{ at: [0, 0] }] }, rule)).toBe(1);
  });

  it("counts use of a room in its closed slots, as part of a virtual room too", () => {
    const rule = { kind: "roomNotAvailableTimes", room: 0, slots: [0, 1] } as const;
    expect(countIn({ rooms, lessons: [inRoom(0, 2), inRoom(1, 0)] }, rule)).toBe(0);
    expect(countIn({ rooms, lessons: [inRoom(0, 0), inRoom(virtual, 1, [0, 1])] }, rule)).toBe(2);
  });

  it("counts slots in which the teacher is in a room closed to them", () => {
    const rule = { kind: "teacherRoomNotAvailableTimes", teacher: 0, room: 0, slots: [0, 1] } as const;
    const by = (teacher: number, lesson: Lesson): Lesson => ({ ...lesson, teachers: [teacher] });
    expect(
      countIn({ rooms, lessons: [by(1, inRoom(0, 0)), by(0, inRoom(1, 0)), by(0, inRoom(0, 2))] }, rule),
    ).toBe(0);
    expect(countIn({ rooms, lessons: [by(0, inRoom(0, 0)), by(0, inRoom(virtual, 1, [0, 2]))] }, rule)).toBe(
      2,
    );
  });

  it("counts distinct rooms beyond the maximum; no room is none", () => {
    const rule = { kind: "occupyMaxDifferentRooms", activities: [0, 1, 2], maxRooms: 1 } as const;
    expect(countIn({ rooms, lessons: [inRoom(0), inRoom(0, 1), { at: [0, 2] }] }, rule)).toBe(0);
    expect(countIn({ rooms, lessons: [inRoom(0), inRoom(1, 1), inRoom(2, 2)] }, rule)).toBe(2);
  });

  it("wants one room for activities that touch exactly", () => {
    const rule = { kind: "sameRoomIfConsecutive", activities: [0, 1] } as const;
    expect(countIn({ rooms, lessons: [inRoom(0, 0), inRoom(0, 1)] }, rule)).toBe(0);
    expect(countIn({ rooms, lessons: [inRoom(0, 0), inRoom(1, 2)] }, rule)).toBe(0);
    expect(countIn({ rooms, lessons: [inRoom(0, 0), { at: [0, 1] }] }, rule)).toBe(0);
    expect(countIn({ rooms, lessons: [inRoom(0, 1), inRoom(1, 0)] }, rule)).toBe(1);
  });
});
