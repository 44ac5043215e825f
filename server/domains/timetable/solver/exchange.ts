// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within bounds by construction.
import type { Problem } from "./model.ts";

/** A timetable as the search holds it; searches of the same problem agree on the lengths. */
export interface Places {
  readonly slot: Int32Array;
  readonly room: Int32Array;
  /** [activity * width + i] real rooms taken, -1 after the last. */
  readonly real: Int32Array;
}

/** Where searches of one problem, side by side in threads, leave the best complete timetable for each other. */
export interface Exchange {
  /** Soft cost of the best that anybody left; infinite while there is none. */
  best(): number;
  /** Leaves a complete timetable, if it is better than what is there. */
  offer(soft: number, places: Places): void;
  /** Copies the best out and returns its cost. */
  take(into: Places): number;
}

/** Bytes before the timetable: a lock, a flag, and the cost. */
const HEAD = 16;
const LOCK = 0;
const FILLED = 1;

/** The memory of an exchange, to be given to every thread. */
export function createExchangeBuffer(problem: Problem): SharedArrayBuffer {
  const width = Math.max(1, ...problem.rooms.map((room) => room.realRoomSets?.length ?? 1));
  return new SharedArrayBuffer(HEAD + 4 * problem.activities.length * (2 + width));
}

/** An exchange over shared memory, for a problem of so many activities. Copies are made under a spin lock. */
export function openExchange(buffer: SharedArrayBuffer, count: number): Exchange {
  const flags = new Int32Array(buffer, 0, 2);
  const cost = new Float64Array(buffer, 8, 1);
  const slot = new Int32Array(buffer, HEAD, count);
  const room = new Int32Array(buffer, HEAD + 4 * count, count);
  const real = new Int32Array(buffer, HEAD + 8 * count);
  const locked = <T>(work: () => T): T => {
    while (Atomics.compareExchange(flags, LOCK, 0, 1) !== 0);
    try {
      return work();
    } finally {
      Atomics.store(flags, LOCK, 0);
    }
  };
  const read = () => (flags[FILLED] === 1 ? cost[0]! : Number.POSITIVE_INFINITY);
  return {
    best: () => locked(read),
    offer: (soft, places) =>
      locked(() => {
        if (soft >= read()) return;
        slot.set(places.slot);
        room.set(places.room);
        real.set(places.real);
        cost[0] = soft;
        flags[FILLED] = 1;
      }),
    take: (into) =>
      locked(() => {
        into.slot.set(slot);
        into.room.set(room);
        into.real.set(real);
        return read();
      }),
  };
}
