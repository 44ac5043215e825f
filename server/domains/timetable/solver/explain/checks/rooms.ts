// biome-ignore-all lint/style/noNonNullAssertion: indexes come from the lists they index.
import { type Facts, inBlocks, ofKind } from "../facts.ts";
import { hallViolator } from "../matching.ts";
import type { Proof } from "../proof.ts";

/** A lesson's need of one real room out of some, for all its hours. */
type Need = { readonly activity: number; readonly rooms: readonly number[] };

/**
 * What a lesson certainly needs of real rooms: one of its candidates; of its only virtual room one from each set. A
 * choice between virtual rooms, or of virtual and real ones, is left out: leaving out needs proves no less.
 */
function needsOf({ problem, rooms }: Facts): Need[] {
  return rooms.flatMap((candidates, activity): Need[] => {
    if (!candidates || candidates.length === 0) return [];
    const sets = candidates.map((room) => problem.rooms[room]!.realRoomSets);
    if (sets.every((set) => set === null)) return [{ activity, rooms: candidates }];
    return candidates.length === 1 ? sets[0]!.map((set) => ({ activity, rooms: set })) : [];
  });
}

/**
 * More hours in some rooms than the rooms have open. Proof: a room holds one lesson at a time, so the hours of all
 * lessons lie in different pairs of room and slot; a matching finds those that have too few (Hall's theorem). Rooms
 * that the same lessons may use at the same times are one place of their number. In block-planning mode a room has each
 * hour once, whatever the day.
 */
export function roomsOverfull(facts: Facts): Proof[] {
  return connected(needsOf(facts)).flatMap((needs) => overfullRooms(facts, needs) ?? []);
}

function overfullRooms(facts: Facts, needs: readonly Need[]): Proof | null {
  const kinds = kindsOfRooms(facts, needs);
  const owner: number[] = [];
  const choices = needs.flatMap(({ activity, rooms }) => {
    const mine = [...new Set(rooms.map((room) => kinds.of.get(room)!))];
    return Array.from({ length: facts.problem.activities[activity]!.duration }, (_, hour) => {
      owner.push(activity);
      return mine.flatMap((kind) =>
        facts.starts[activity]!.filter((start) =>
          facts.roomOpen(activity, kinds.rooms[kind]![0]!, start),
        ).map((start) => kind * facts.slots + inBlocks(facts, start + hour)),
      );
    });
  });
  const size = (place: number) => kinds.rooms[Math.floor(place / facts.slots)]!.length;
  const violator = hallViolator(choices, kinds.rooms.length * facts.slots, size);
  if (!violator) return null;
  const crowded = [...new Set(violator.left.map((node) => owner[node]!))];
  const reason = {
    kind: "roomsOverfull" as const,
    rooms: [...new Set(violator.right.flatMap((place) => kinds.rooms[Math.floor(place / facts.slots)]!))],
    lessons: crowded.length,
    hours: violator.left.length,
    places: violator.right.reduce((sum, place) => sum + size(place), 0),
  };
  return { reason, activities: [...new Set(crowded.flatMap((index) => facts.together[index]!))] };
}

/** Groups rooms that are the same to all the needs. */
function kindsOfRooms(facts: Facts, needs: readonly Need[]) {
  const marks = new Map<number, string[]>();
  for (const { activity, rooms } of needs) {
    for (const room of rooms) {
      const open = facts.starts[activity]!.map((start) => (facts.roomOpen(activity, room, start) ? 1 : 0));
      marks.set(room, [...(marks.get(room) ?? []), `${activity}:${open.includes(0) ? open.join("") : ""}`]);
    }
  }
  const rooms = [...Map.groupBy(marks.keys(), (room) => marks.get(room)!.join(" ")).values()];
  return { rooms, of: new Map(rooms.flatMap((list, kind) => list.map((room) => [room, kind] as const))) };
}

/** Needs that meet in rooms, directly or through others. */
function connected(needs: readonly Need[]): Need[][] {
  const head = new Map<number, number>();
  const find = (room: number): number => {
    const up = head.get(room) ?? room;
    return up === room ? room : find(up);
  };
  for (const { rooms } of needs) for (const room of rooms) head.set(find(room), find(rooms[0]!));
  return [...Map.groupBy(needs, ({ rooms }) => find(rooms[0]!)).values()].filter((group) => group.length > 1);
}

/**
 * Lessons that start together and need more rooms than there are. Proof: all of them run in their first hour, each in
 * a room of its own; a matching of lessons and rooms finds too few (Hall's theorem).
 */
export function roomsAtOnce(facts: Facts): Proof[] {
  const groups = new Set(facts.together.filter((group) => group.length > 1));
  const needs = Map.groupBy(needsOf(facts), ({ activity }) => facts.together[activity]!);
  return [...groups].flatMap((group): Proof[] => {
    const mine = needs.get(group) ?? [];
    const violator = hallViolator(
      mine.map(({ rooms }) => rooms),
      facts.problem.rooms.length,
    );
    if (!violator) return [];
    const reason = { kind: "roomsAtOnce" as const, rooms: violator.right, lessons: violator.left.length };
    return [{ reason, activities: group }];
  });
}

/**
 * Lessons that certainly need more different rooms than a rule lets them use. Proof: lessons whose candidates
 * have no room in common are in different rooms; such lessons are picked one after the other.
 */
export function differentRooms(facts: Facts): Proof[] {
  return ofKind(facts.problem, "occupyMaxDifferentRooms").flatMap(({ activities, maxRooms }): Proof[] => {
    const taken = new Set<number>();
    const apart: number[] = [];
    const byChoice = activities
      .filter((index) => facts.rooms[index] !== null)
      .sort((a, b) => facts.rooms[a]!.length - facts.rooms[b]!.length);
    for (const index of byChoice) {
      const rooms = facts.rooms[index]!;
      if (rooms.some((room) => taken.has(room))) continue;
      for (const room of rooms) taken.add(room);
      apart.push(index);
    }
    if (apart.length <= maxRooms) return [];
    const reason = { kind: "differentRooms" as const, atLeast: apart.length, allowed: maxRooms };
    return [{ reason, activities: apart }];
  });
}
