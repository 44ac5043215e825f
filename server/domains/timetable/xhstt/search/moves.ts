import type { Random } from "../../solver/search/random.ts";
import type { Domains } from "./domains.ts";
import type { Ledger } from "./ledger.ts";
import { eachSeat, type State, seatOf, setSeat, setSplit, setTime } from "./state.ts";

export type Moves = {
  /** Changes the timetable at random and settles the ledger; false when the move came to nothing. */
  readonly attempt: () => boolean;
  /** Takes the last attempt back. */
  readonly undo: () => void;
};

/** Shares of the kinds of moves, in per cent of the draws; what is not possible in an instance goes to times. */
const share = { seat: 25, split: 3, swap: 35 } as const;

/**
 * The moves: another starting time; another starting time while those in the way go to the old one, alone or with the
 * whole Kempe chain of those in their way (Lü & Hao, "Adaptive tabu search for course timetabling", EJOR 2010); another
 * resource for a seat, or for all seats of an event in that role; another way of splitting.
 */
export function createMoves(state: State, ledger: Ledger, domains: Domains, random: Random): Moves {
  const trail = createTrail(state);
  const { movable, open, splittable } = domains;

  const pick = (from: Int32Array): number => from[random.below(from.length)] ?? -1;
  const place = (part: number, time: number) => {
    ledger.touchPart(part);
    trail.time(part);
    setTime(state, part, time);
  };
  const seat = (event: number, part: number, at: number, resource: number) => {
    ledger.touchEvent(event);
    ledger.touchResource(state.sitting[seatOf(state, event, part, at)] ?? -1);
    ledger.touchResource(resource);
    trail.seat(event, part, at);
    setSeat(state, event, part, at, resource);
  };

  /**
   * Exchanges two times for the part and those in its way; a whole `chain` goes on with those that are then in the way
   * of these, until nobody is.
   */
  const exchange = (part: number, old: number, time: number, isChain: boolean): boolean => {
    const chain = [part];
    for (let at = 0; at < (isChain ? chain.length : 1); at++) {
      const moving = chain[at] ?? -1;
      const target = state.time[moving] === old ? time : old;
      for (const other of inTheWay(state, moving, target)) if (!chain.includes(other)) chain.push(other);
      if (chain.length > longestChain) return false;
    }
    for (const moving of chain) place(moving, state.time[moving] === old ? time : old);
    return true;
  };
  const moveTime = (withOthers: boolean): boolean => {
    const part = movable.length > 0 ? pick(movable) : -1;
    if (part < 0 || (state.duration[part] ?? 0) === 0) return false;
    const starts = domains.startsOf(part);
    if (starts.length === 0) return false;
    const old = state.time[part] ?? -1;
    const time = pick(starts);
    if (time === old) return false;
    if (withOthers && old >= 0 && time >= 0) return exchange(part, old, time, random.below(4) === 0);
    place(part, time);
    return true;
  };
  const moveSeat = (): boolean => {
    const at = random.below(open.length / 3) * 3;
    const [event = 0, part = 0, place = 0] = open.subarray(at, at + 3);
    const block = state.blockOf[event] ?? 0;
    const from = state.firstPart[block] ?? 0;
    if ((state.duration[from + part] ?? 0) === 0) return false;
    const choices = domains.resourcesFor(event, place);
    if (choices.length < 2) return false;
    const resource = pick(choices);
    if (resource === state.sitting[seatOf(state, event, part, place)]) return false;
    const isWhole = random.below(2) === 0;
    const end = (state.firstPart[block + 1] ?? 0) - from;
    for (let index = isWhole ? 0 : part; index < (isWhole ? end : part + 1); index++)
      seat(event, index, place, resource);
    return true;
  };
  const moveSplit = (): boolean => {
    const block = pick(splittable);
    const splits = state.blocks[block]?.splits ?? [];
    const split = splits[random.below(splits.length)] ?? [];
    const from = state.firstPart[block] ?? 0;
    if (split.every((duration, index) => state.duration[from + index] === duration)) return false;
    ledger.touchBlock(block);
    trail.split(block);
    const times = split.map((_, index) => state.time[from + index] ?? -1);
    setSplit(state, block, split);
    split.forEach((_, index) => {
      const starts = domains.startsOf(from + index);
      const old = times[index] ?? -1;
      setTime(state, from + index, old >= 0 && starts.includes(old) ? old : pick(starts));
    });
    return true;
  };
  const draw = (): boolean => {
    const of = random.below(100);
    if (of < share.split && splittable.length > 0) return moveSplit();
    if (of < share.split + share.seat && open.length > 0) return moveSeat();
    return moveTime(of < share.split + share.seat + share.swap);
  };
  return {
    attempt() {
      trail.begin();
      if (!draw()) return false;
      ledger.settle();
      return true;
    },
    undo() {
      trail.undo();
      ledger.revert();
    },
  };
}

/** Longer chains move half the week and are never kept. */
const longestChain = 24;

/** Parts as long as this one that start at the time and share a resource with it. */
function inTheWay(state: State, part: number, time: number): Set<number> {
  const found = new Set<number>();
  eachSeat(state, part, (_, __, seat) => {
    const resource = state.sitting[seat] ?? -1;
    if (resource < 0 || (state.busy[resource * state.times + time] ?? 0) === 0) return;
    for (const other of state.partsOf[resource] ?? [])
      if (
        other !== part &&
        state.time[other] === time &&
        state.duration[other] === state.duration[part] &&
        (state.blocks[state.blockOfPart[other] ?? 0]?.time ?? -1) < 0
      )
        found.add(other);
  });
  return found;
}

/** Remembers what a move changed, to put it back in reverse. */
function createTrail(state: State) {
  let undos: (() => void)[] = [];
  return {
    begin() {
      undos = [];
    },
    time(part: number) {
      const old = state.time[part] ?? -1;
      undos.push(() => setTime(state, part, old));
    },
    seat(event: number, part: number, place: number) {
      const old = state.sitting[seatOf(state, event, part, place)] ?? -1;
      undos.push(() => setSeat(state, event, part, place, old));
    },
    split(block: number) {
      const from = state.firstPart[block] ?? 0;
      const end = state.firstPart[block + 1] ?? 0;
      const durations = [...state.duration.subarray(from, end)];
      const times = [...state.time.subarray(from, end)];
      undos.push(() => {
        setSplit(state, block, durations);
        times.forEach((time, index) => {
          setTime(state, from + index, time);
        });
      });
    },
    undo() {
      for (const undo of undos.reverse()) undo();
    },
  };
}
