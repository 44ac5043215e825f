// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within bounds by construction.
import { placeTime, remove, type State, takeRoom } from "./state.ts";

/** A log of placements and removals that can be played back. Placed activities stay locked until `unlock`. */
export interface Trail {
  length(): number;
  clear(): void;
  place(activity: number, slot: number, room: number, real: Int32Array, from: number): void;
  remove(activity: number): void;
  /** Plays back to an earlier length. */
  undo(length: number): void;
  /** Frees all activities that the log has locked; the log is then empty. */
  unlock(): void;
}

export function createTrail(state: State, locked: Uint8Array): Trail {
  const width = state.problem.rooms.width;
  // Each entry: the activity, the slot it was taken from (-1: it was placed), its room, its real rooms.
  const entry = 3 + width;
  let log = new Int32Array(entry * 256);
  let length = 0;

  const reserve = (): number => {
    const at = length * entry;
    if (at + entry > log.length) {
      const larger = new Int32Array(log.length * 2);
      larger.set(log);
      log = larger;
    }
    length++;
    return at;
  };

  return {
    length: () => length,
    clear() {
      length = 0;
    },
    place(activity, slot, room, real, from) {
      const at = reserve();
      log[at] = activity;
      log[at + 1] = -1;
      placeTime(state, activity, slot);
      takeRoom(state, activity, room, real, from);
      locked[activity] = 1;
    },
    remove(activity) {
      const at = reserve();
      log[at] = activity;
      log[at + 1] = state.slot[activity]!;
      log[at + 2] = state.room[activity]!;
      for (let i = 0; i < width; i++) log[at + 3 + i] = state.real[activity * width + i]!;
      remove(state, activity);
    },
    undo(to) {
      while (length > to) {
        length--;
        const at = length * entry;
        const activity = log[at]!;
        if (log[at + 1]! < 0) {
          remove(state, activity);
          locked[activity] = 0;
        } else {
          placeTime(state, activity, log[at + 1]!);
          takeRoom(state, activity, log[at + 2]!, log, at + 3);
        }
      }
    },
    unlock() {
      for (let i = 0; i < length; i++) locked[log[i * entry]!] = 0;
      length = 0;
    },
  };
}
