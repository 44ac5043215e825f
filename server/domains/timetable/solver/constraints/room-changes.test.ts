import { describe, expect, it } from "vitest";
import { countIn, type Lesson, teacher0 } from "./testing/scene.ts";

const rooms = [{ building: 0 }, { building: 1 }, { building: -1 }, { building: 0 }];
const inRoom = (room: number, day: number, hour: number): Lesson => ({
  at: [day, hour],
  room,
  teachers: [0],
});

describe("changes of room and building", () => {
  it("counts changes of a day beyond the maximum, passing over unknown places", () => {
    const rule = {
      kind: "maxChangesPerDay",
      who: teacher0,
      place: "building",
      maxChanges: 1,
      unit: "day",
    } as const;
    expect(
      countIn({ rooms, lessons: [inRoom(0, 0, 0), inRoom(2, 0, 1), inRoom(3, 0, 2), inRoom(1, 0, 4)] }, rule),
    ).toBe(0);
    expect(countIn({ rooms, lessons: [inRoom(0, 0, 0), inRoom(1, 0, 1), inRoom(0, 0, 2)] }, rule)).toBe(1);
  });

  it("tells rooms of one building apart when it judges rooms", () => {
    const rule = { kind: "maxChangesPerDay", who: teacher0, maxChanges: 0, unit: "day" } as const;
    const lessons = [inRoom(0, 0, 0), inRoom(3, 0, 1)];
    expect(countIn({ rooms, lessons }, { ...rule, place: "building" })).toBe(0);
    expect(countIn({ rooms, lessons }, { ...rule, place: "room" })).toBe(1);
  });

  it("goes on from morning to afternoon for real days", () => {
    const rule = { kind: "maxChangesPerDay", who: teacher0, place: "room", maxChanges: 0 } as const;
    const scene = {
      mode: "mornings-afternoons",
      days: 4,
      rooms,
      lessons: [inRoom(0, 0, 5), inRoom(1, 1, 0)],
    } as const;
    expect(countIn(scene, { ...rule, unit: "day" })).toBe(0);
    expect(countIn(scene, { ...rule, unit: "realDay" })).toBe(1);
  });

  it("adds up the changes of a week; nights are free", () => {
    const rule = { kind: "maxChangesPerWeek", who: teacher0, place: "building", maxChanges: 0 } as const;
    expect(countIn({ rooms, lessons: [inRoom(0, 0, 0), inRoom(1, 1, 0)] }, rule)).toBe(0);
    expect(
      countIn({ rooms, lessons: [inRoom(0, 0, 0), inRoom(1, 0, 1), inRoom(0, 2, 0), inRoom(1, 2, 5)] }, rule),
    ).toBe(2);
  });

  it("wants slots between two places since the last known one", () => {
    const rule = { kind: "minGapsBetweenChanges", who: teacher0, place: "building", minGaps: 1 } as const;
    expect(countIn({ rooms, lessons: [inRoom(0, 0, 0), inRoom(2, 0, 1), inRoom(1, 0, 2)] }, rule)).toBe(0);
    expect(countIn({ rooms, lessons: [inRoom(0, 0, 0), inRoom(1, 0, 1)] }, rule)).toBe(1);
  });
});
