// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within bounds by construction.
import type { Conflicts } from "./conflicts.ts";
import { GROUP } from "./group-kinds.ts";
import type { Random } from "./random.ts";
import { createStartLists } from "./start-lists.ts";
import type { State } from "./state.ts";
import type { Trail } from "./trail.ts";

/** Moves of all that a set of activities has in one slot, written to the trail: whoever asks keeps or undoes them. */
export interface SectionMover {
  /** Whether there is any set that may use only so many slots. */
  readonly hasSets: boolean;
  /** Those who lost their place by the last move and found no other. */
  readonly out: Int32Array;
  outs: number;
  /** Positions in `waiting` of those who got a place by it, ascending. */
  readonly settled: Int32Array;
  settles: number;
  /** Makes a move drawn by chance; false when that one cannot be made. */
  move(waiting: Int32Array, waits: number): boolean;
}

/**
 * For sets that may use only so many slots (the sections of a course, in a block plan): one by one their activities
 * could not go to another slot, as all of them would have to leave the old one at the same moment. So they go together;
 * whom they push out, and who waited, takes any place that is free then. A compound move, as the ejection chains of
 * Glover, DAM 65, 1996.
 */
export function createSectionMover(
  state: State,
  conflicts: Conflicts,
  trail: Trail,
  random: Random,
): SectionMover {
  const { count, slots, allowed, startRow, startList, groups } = state.problem;
  const starts = createStartLists(state.problem);
  const { list, rooms } = conflicts;
  const sets = groups.filter(
    ({ kind, cost, activities }) =>
      kind === GROUP.mostSlots && cost === Number.POSITIVE_INFINITY && activities.length > 0,
  );
  const movers = new Int32Array(count);
  let moving = 0;

  /** Draws a slot that a set uses and one that it does not, and lists who would move; -1 if there is nothing to move. */
  const draw = (): number => {
    const { activities, selection } = sets[random.below(sets.length)]!;
    const one = activities[random.below(activities.length)]!;
    const from = state.slot[one]!;
    const to = starts.any(one, random);
    if (from < 0 || selection[from]! < 0 || selection[to]! < 0) return -1;
    moving = 0;
    for (let i = 0; i < activities.length; i++) {
      const at = state.slot[activities[i]!]!;
      if (at === to) return -1;
      if (at === from) movers[moving++] = activities[i]!;
    }
    return to;
  };

  const take = (activity: number, slot: number): boolean => {
    if (conflicts.collect(activity, slot, 0) !== 0) return false;
    trail.place(activity, slot, rooms.room, rooms.real, 0);
    return true;
  };

  /** Finds a free place, that which the movers left before all others. */
  const settle = (activity: number, left: number): boolean => {
    if (allowed[activity * slots + left] !== 0 && take(activity, left)) return true;
    const first = startRow[activity]!;
    const number = starts.number(activity);
    const offset = random.below(Math.max(1, number));
    for (let k = 0; k < number; k++)
      if (take(activity, startList[first + ((offset + k) % number)]!)) return true;
    return false;
  };

  const mover: SectionMover = {
    hasSets: sets.length > 0,
    out: new Int32Array(count),
    outs: 0,
    settled: new Int32Array(count),
    settles: 0,
    move(waiting, waits) {
      const to = draw();
      if (to < 0) return false;
      const from = state.slot[movers[0]!]!;
      const { out, settled } = mover;
      let pushed = 0;
      for (let i = 0; i < moving; i++) trail.remove(movers[i]!);
      for (let i = 0; i < moving; i++) {
        const leaving = conflicts.collect(movers[i]!, to);
        if (leaving < 0) {
          trail.undo(0);
          return false;
        }
        for (let k = 0; k < leaving; k++) {
          out[pushed++] = list[k]!;
          trail.remove(list[k]!);
        }
        trail.place(movers[i]!, to, rooms.room, rooms.real, 0);
      }
      mover.outs = 0;
      for (let i = 0; i < pushed; i++) if (!settle(out[i]!, from)) out[mover.outs++] = out[i]!;
      mover.settles = 0;
      for (let i = 0; i < waits; i++) if (settle(waiting[i]!, from)) settled[mover.settles++] = i;
      return true;
    },
  };
  return mover;
}
