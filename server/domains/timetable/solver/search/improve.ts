// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within bounds by construction.
import type { Conflicts } from "./conflicts.ts";
import type { Random } from "./random.ts";
import { roomCost, startingCost } from "./soft-cost.ts";
import { createSoftLedger } from "./soft-ledger.ts";
import type { State } from "./state.ts";

export interface ImproveHooks {
  readonly shouldStop: () => boolean;
  /** After each move tried. */
  readonly onMove: () => void;
  /** The state is now the best ever. */
  readonly onBetter: (soft: number) => void;
}

/**
 * Length of the memory of late acceptance: short descends fast, long ends lower. It starts short and
 * doubles whenever it has brought nothing better for a while, warmed up a little above the best.
 */
const MEMORY_FIRST = 50;
const MEMORY_MOST = 20_000;
/** Moves without a new best before the memory grows: so many per entry of it, and at least so many. */
const IDLE_PER_ENTRY = 40;
const IDLE_LEAST = 5_000;
const WARM_FACTOR = 1.02;
const WARM_LEAST = 0.3;
/** Most activities that one move may push out, and slots looked at for each of them. */
const MOST_EJECTED = 5;
const SAMPLES = 8;
const TINY = 1e-9;

/**
 * Lowers the soft cost by late-acceptance hill climbing (Burke & Bykov, "The late acceptance
 * hill-climbing heuristic", EJOR 2017): a move is accepted when it is no worse than the present cost or
 * than the cost some fixed number of moves ago. A move puts one activity elsewhere and finds new
 * places for the few it pushes out (its old slot first, which makes swaps and Kempe-like exchanges);
 * it exists only if every hard rule holds, so each state on the way is a valid timetable.
 */
export function improve(state: State, conflicts: Conflicts, random: Random, hooks: ImproveHooks): void {
  const { problem } = state;
  const ledger = createSoftLedger(state, conflicts.locked);
  const movable = Int32Array.from(
    Array.from(problem.duration.keys()).filter((a) => state.slot[a]! >= 0 && mayMove(state, a)),
  );
  if (movable.length === 0) return;
  const history = new Float64Array(MEMORY_MOST).fill(ledger.total);
  let memory = MEMORY_FIRST;
  let idle = 0;
  let best = ledger.total;
  let current = ledger.total;
  let step = 0;
  let ejected = 0;
  let from = -1;
  let to = -1;

  /** Costly activities are tried more often than others. */
  const pick = (): number => {
    let activity = movable[random.below(movable.length)]!;
    if (random.below(3) === 0) return activity;
    for (let i = 0; i < 10; i++) {
      if (startingCost(state, activity, state.slot[activity]!) + roomCost(state, activity) > TINY) break;
      activity = movable[random.below(movable.length)]!;
    }
    return activity;
  };

  /** The cheapest of a few random allowed starts. */
  const aim = (activity: number, now: number): number => {
    let slot = -1;
    let cost = Number.POSITIVE_INFINITY;
    for (let i = 0; i < 3; i++) {
      const other = random.below(problem.slots);
      if (other === now || !problem.allowed[activity * problem.slots + other]) continue;
      const price = startingCost(state, activity, other);
      if (price >= cost) continue;
      cost = price;
      slot = other;
    }
    return slot;
  };

  const pushOut = (number: number, into: Int32Array): boolean => {
    ejected += number;
    if (ejected > MOST_EJECTED) return false;
    for (let i = 0; i < number; i++) into[i] = conflicts.list[i]!;
    for (let i = 0; i < number; i++) ledger.take(into[i]!);
    return true;
  };

  const scratch = Array.from({ length: MOST_EJECTED + 1 }, () => new Int32Array(MOST_EJECTED));

  /** Puts an activity at a slot, re-placing what it pushes out. */
  const insert = (activity: number, slot: number, depth: number): boolean => {
    const number = conflicts.collect(activity, slot);
    if (number < 0 || ejected + number > MOST_EJECTED) return false;
    const out = scratch[depth]!;
    if (!pushOut(number, out)) return false;
    ledger.put(activity, slot, conflicts.rooms.room, conflicts.rooms.real);
    for (let i = 0; i < number; i++) if (!reinsert(out[i]!, depth + 1)) return false;
    return true;
  };

  /** Finds a place for one that was pushed out: the slots of the move itself first, then random ones. */
  const reinsert = (activity: number, depth: number): boolean => {
    let free = -1;
    let freeCost = Number.POSITIVE_INFINITY;
    let single = -1;
    for (let i = 0; i < SAMPLES; i++) {
      const slot = i === 0 ? from : i === 1 ? to : random.below(problem.slots);
      if (!problem.allowed[activity * problem.slots + slot]) continue;
      const price = startingCost(state, activity, slot);
      if (price >= freeCost) continue;
      const number = conflicts.collect(activity, slot);
      if (number === 0) {
        free = slot;
        freeCost = price;
        if (i === 0) break;
      } else if (number === 1) single = slot;
    }
    if (free >= 0) return insert(activity, free, depth);
    return single >= 0 && insert(activity, single, depth);
  };

  while (ledger.total > TINY && !hooks.shouldStop()) {
    const activity = pick();
    from = state.slot[activity]!;
    const sameTime = roomCost(state, activity) > TINY && random.below(3) === 0;
    to = sameTime ? from : aim(activity, from);
    step++;
    idle++;
    if (idle > IDLE_PER_ENTRY * memory + IDLE_LEAST) {
      idle = 0;
      memory = Math.min(MEMORY_MOST, memory * 2);
      history.fill(best * WARM_FACTOR + WARM_LEAST);
    }
    hooks.onMove();
    if (to < 0) continue;
    ejected = 0;
    ledger.begin();
    ledger.take(activity);
    const done = insert(activity, to, 0);
    const before = history[step % memory]!;
    if (!done) {
      ledger.rollback();
    } else {
      const total = ledger.settle();
      if (total <= current + TINY || total <= before + TINY) {
        current = total;
        ledger.commit();
        if (total < best - TINY) {
          best = total;
          idle = 0;
          hooks.onBetter(total);
        }
      } else ledger.rollback();
    }
    history[step % memory] = current;
  }
}

/** Whether some other start or room is allowed at all. */
function mayMove(state: State, activity: number): boolean {
  const { rooms, fixedTime } = state.problem;
  return !fixedTime[activity] || rooms.candidateStart[activity + 1]! - rooms.candidateStart[activity]! > 1;
}
