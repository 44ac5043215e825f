// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within bounds by construction.
import type { Steps } from "../steps.ts";
import { createAim } from "./aim.ts";
import type { Conflicts } from "./conflicts.ts";
import type { Cooling } from "./cooling.ts";
import { createKempe } from "./kempe.ts";
import type { Random } from "./random.ts";
import { createRoomExchange } from "./room-exchange.ts";
import { createShift } from "./shift.ts";
import { roomCost } from "./soft-cost.ts";
import { createSoftLedger } from "./soft-ledger.ts";
import { createStartLists } from "./start-lists.ts";
import type { State } from "./state.ts";
import { createTargets } from "./targets.ts";

export interface ImproveHooks {
  /** Asked before each move. */
  readonly shouldStop: () => boolean;
  /** After each move tried. */
  readonly onMove: () => void;
  /** The state is now the best ever. */
  readonly onBetter: (soft: number) => void;
  /** Between two coolings: may put a better timetable into the state. */
  readonly onCooled: () => void;
}

/** Moves at first that accept nothing worse: a quick descent, as nobody knows how much time there is. */
const DESCENT = 10_000;
/** Of so many moves to another time one is an ejection chain, the others are Kempe chains. */
const SHIFT_ONE_IN = 5;
const REHEAT_EVERY = 64;
const TINY = 1e-9;

/**
 * Lowers the soft cost by simulated annealing in ever longer cycles (Kirkpatrick, Gelatt & Vecchi, Science 220,
 * 1983), so that it is good whenever it is stopped. The random part of the acceptance is drawn before the move:
 * a move that cannot end below the cost so accepted is given up half-way. Each state keeps every hard rule.
 *
 * @param home  a slot per activity that is often worth trying, or -1; null for none
 */
export function* improve(
  state: State,
  conflicts: Conflicts,
  random: Random,
  cooling: Cooling,
  hooks: ImproveHooks,
  home: Int32Array | null = null,
): Steps<void> {
  const ledger = createSoftLedger(state, conflicts.locked);
  const starts = createStartLists(state.problem);
  const targets = createTargets(state, ledger, random);
  if (targets.number === 0) return;
  const shift = createShift(state, conflicts, ledger, random, starts);
  const kempe = createKempe(state, conflicts, ledger);
  const aim = createAim(state, starts, random, home);
  const exchangeRooms = createRoomExchange(state, conflicts, ledger, random);
  const unit = Math.min(1, targets.meanCost());
  let length = DESCENT;
  let left = length;
  let temperature = 0;
  let cycle = 0;
  let best = ledger.total;

  const cool = (): void => {
    if (left === 0) {
      length = Math.floor(cooling.moves * cooling.growth ** cycle++);
      left = length;
      hooks.onCooled();
      ledger.recount();
      best = Math.min(best, ledger.total);
    }
    const gone = 1 - left / length;
    temperature = cycle === 0 ? 0 : unit * cooling.hot * (cooling.cold / cooling.hot) ** gone;
  };

  while (ledger.total > TINY && !hooks.shouldStop()) {
    hooks.onMove();
    if (--left % REHEAT_EVERY === 0) {
      yield;
      cool();
    }
    const activity = targets.pick();
    const from = state.slot[activity]!;
    const inPlace = random.below(3) === 0 && roomCost(state, activity) > TINY;
    const isShift = inPlace || random.below(SHIFT_ONE_IN) === 0;
    const to = inPlace ? from : aim(activity, from, !isShift);
    if (to < 0) continue;
    const most = ledger.total + TINY - temperature * Math.log(1 - random.unit());
    const chain = inPlace && random.below(2) === 0 ? exchangeRooms : isShift ? shift : kempe;
    ledger.begin();
    if (!chain(activity, to, most) || ledger.settle() > most) {
      ledger.rollback();
      continue;
    }
    ledger.commit();
    targets.changed();
    if (ledger.total < best - TINY) {
      best = ledger.total;
      hooks.onBetter(Math.max(0, best));
    }
  }
}
