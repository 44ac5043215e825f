// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within bounds by construction.
import type { Places } from "../exchange.ts";
import type { Solution } from "../model.ts";
import { placeTime, remove, type State, takeRoom } from "./state.ts";

/** Puts a timetable that is known to keep every hard rule in the place of what the state holds. */
export function load(state: State, { slot, room, real }: Places): void {
  const { width } = state.problem.rooms;
  for (let activity = 0; activity < slot.length; activity++) {
    if (state.slot[activity]! >= 0) remove(state, activity);
  }
  for (let activity = 0; activity < slot.length; activity++) {
    if (slot[activity]! < 0) continue;
    placeTime(state, activity, slot[activity]!);
    takeRoom(state, activity, room[activity]!, real, activity * width);
  }
}

/** A solution in the arrays of the search. */
export function toPlaces({ slot, room, realRooms }: Solution, width: number): Places {
  const real = new Int32Array(slot.length * width).fill(-1);
  room.forEach((of, activity) => {
    const rooms = realRooms[activity] ?? (of >= 0 ? [of] : []);
    rooms.slice(0, width).forEach((one, i) => {
      real[activity * width + i] = one;
    });
  });
  return { slot, room, real };
}

/** The solution that the arrays of the search hold; independent of them. */
export function toSolution({ rooms }: State["problem"], { slot, room, real }: Places): Solution {
  return {
    slot: slot.slice(),
    room: room.slice(),
    realRooms: Array.from(room, (of, activity) => {
      const sets = of < 0 ? null : rooms.sets[of];
      if (!sets) return null;
      const from = activity * rooms.width;
      return Array.from(real.subarray(from, from + sets.length));
    }),
  };
}
