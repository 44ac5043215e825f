// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within bounds by construction.
import type { Random } from "./random.ts";
import { roomCost, startingCost } from "./soft-cost.ts";
import type { SoftLedger } from "./soft-ledger.ts";
import type { State } from "./state.ts";

/** Which activity to move next. */
export interface Targets {
  /** How many activities can be moved at all. */
  readonly number: number;
  /** An activity to move: mostly one that costs something, or is watched by a rule that does, or one near it. */
  pick(): number;
  /** To be told of each accepted move. */
  changed(): void;
  /** The mean cost of those that cost something; 0 when none does. */
  meanCost(): number;
}

/** Moves accepted before the list of costly activities is made anew. */
const STALE_AFTER = 20;
/** Of the others so many in ten share a teacher or pupils with one that costs something. */
const NEAR_IN_TEN = 8;
/** Hours of those people looked at to find a lesson of theirs. */
const LOOKS = 8;
const TINY = 1e-9;

export function createTargets(state: State, ledger: SoftLedger, random: Random): Targets {
  const movable = Int32Array.from(
    Array.from(state.slot.keys()).filter((a) => state.slot[a]! >= 0 && mayMove(state, a)),
  );
  const isMovable = new Uint8Array(state.slot.length);
  for (const activity of movable) isMovable[activity] = 1;
  const costly = new Int32Array(movable.length);
  let number = 0;
  let changes = STALE_AFTER;
  const costOf = (activity: number): number =>
    startingCost(state, activity, state.slot[activity]!) +
    roomCost(state, activity) +
    ledger.watchedCost(activity);
  const refresh = () => {
    changes = 0;
    number = 0;
    for (let i = 0; i < movable.length; i++) {
      if (costOf(movable[i]!) > TINY) costly[number++] = movable[i]!;
    }
  };
  /** A lesson that has people in common with this one, or -1 when none was found. */
  const near = (activity: number): number => {
    const { entityStart, clashEnd, entityList, slots } = state.problem;
    const from = entityStart[activity]!;
    const people = clashEnd[activity]! - from;
    for (let i = 0; i < LOOKS && people > 0; i++) {
      const entity = entityList[from + random.below(people)]!;
      const other = state.occupant[entity * slots + random.below(slots)]!;
      if (other >= 0 && isMovable[other]) return other;
    }
    return -1;
  };
  return {
    number: movable.length,
    pick() {
      if (changes >= STALE_AFTER) refresh();
      if (number > 0 && random.below(2) === 0) return costly[random.below(number)]!;
      if (number > 0 && random.below(10) < NEAR_IN_TEN) {
        const other = near(costly[random.below(number)]!);
        if (other >= 0) return other;
      }
      return movable[random.below(movable.length)]!;
    },
    changed() {
      changes++;
    },
    meanCost() {
      refresh();
      let sum = 0;
      for (let i = 0; i < number; i++) sum += costOf(costly[i]!);
      return number === 0 ? 0 : sum / number;
    },
  };
}

/** Whether some other start or room is allowed at all. */
function mayMove(state: State, activity: number): boolean {
  const { rooms, fixedTime } = state.problem;
  return !fixedTime[activity] || rooms.candidateStart[activity + 1]! - rooms.candidateStart[activity]! > 1;
}
