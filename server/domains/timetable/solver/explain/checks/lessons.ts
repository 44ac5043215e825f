// biome-ignore-all lint/style/noNonNullAssertion: indexes come from the lists they index.
import type { Facts } from "../facts.ts";
import type { Proof } from "../proof.ts";

/**
 * A lesson without start. Proof: each start of the week is closed by the end of the day, a break, a time at which one
 * of the lesson's people is not available, or a compulsory time; and what must start together needs one common start.
 */
export function noStart(facts: Facts): Proof[] {
  return facts.starts.flatMap((starts, activity): Proof[] =>
    starts.length === 0
      ? [{ reason: { kind: "noStart", activity }, activities: facts.together[activity]! }]
      : [],
  );
}

/**
 * A lesson without room. Proof: compulsory room rules hold all at once, so the room is in each list; none of these
 * rooms holds the students, or the lists have none in common, or a virtual room has not enough real ones.
 */
export function noRoom(facts: Facts): Proof[] {
  return facts.rooms.flatMap((rooms, activity): Proof[] =>
    rooms !== null && rooms.length === 0
      ? [{ reason: { kind: "noRoom", activity }, activities: [activity] }]
      : [],
  );
}

/** A lesson whose rooms are all closed at each of its starts. Proof: by looking at every start and room. */
export function roomsClosed(facts: Facts): Proof[] {
  return facts.rooms.flatMap((rooms, activity): Proof[] => {
    const starts = facts.starts[activity]!;
    if (rooms === null || rooms.length === 0 || starts.length === 0) return [];
    const isOpen = starts.some((start) => rooms.some((room) => facts.roomOpen(activity, room, start)));
    return isOpen
      ? []
      : [{ reason: { kind: "roomsClosed", activity }, activities: facts.together[activity]! }];
  });
}
