// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within bounds by construction.
import type { Steps } from "../steps.ts";
import { createChain } from "./chain.ts";
import type { Conflicts } from "./conflicts.ts";
import type { Placer } from "./place.ts";
import type { Random } from "./random.ts";
import { createSectionMover } from "./section.ts";
import { createStartLists } from "./start-lists.ts";
import { remove, type State } from "./state.ts";
import { createTrail } from "./trail.ts";

/** Temperatures at the beginning and at the end, in weights of activities. */
const HOT = 0.2;
const COLD = 0.08;
/** What an activity weighs more, from 1 on, for each start tried in vain. */
const HARDER = 0.0002;
/** Of so many moves one exchanges places among activities that have one; the others take an activity that has none. */
const EXCHANGE_ONE_IN = 4;
/** Where there are sections, one of so many moves takes a whole one elsewhere: dear, and tried in vain nearly always. */
const SECTION_ONE_IN = 50;
/** Moves that count as one call: each looks at one slot, a call at most of them. */
const MOVES_PER_CALL = 16;
const ASK_EVERY = 512;

/** Works at a partial timetable, with so much effort in the units of `placer.calls`; says whether everything is placed. */
export type Untie = (calls: number) => Steps<boolean>;

/**
 * Simulated annealing (Kirkpatrick, Gelatt & Vecchi, Science 220, 1983) on the weight of the activities without a
 * place: one is put at a random start, those in its way lose their places. Whoever waits long grows heavier and so
 * stays when it has a place (guided ejection search, Nagata & Bräysy, ORL 37, 2009). Unlike recursive swapping, which
 * works at one knot until it is untied, this works at all of them at once. Between those insertions others exchange
 * their places along Kempe chains, as in a full week hardly anybody could move alone, and whole sections go elsewhere.
 */
export function createUntier(
  state: State,
  conflicts: Conflicts,
  placer: Placer,
  random: Random,
  shouldStop: () => boolean,
  onProgress: () => void,
): Untie {
  const { count, fixedTime } = state.problem;
  const starts = createStartLists(state.problem);
  const { list, rooms } = conflicts;
  const trail = createTrail(state, conflicts.locked);
  const waiting = new Int32Array(count);
  const weight = new Float64Array(count).fill(1);
  const chain = createChain(state);
  const section = createSectionMover(state, conflicts, trail, random);
  let dropped = 0;
  let limit = 0;
  let number = 0;
  let most = 0;

  /** Puts the activity at a slot if those that this leaves without a place weigh at most so much. */
  const put = (activity: number, slot: number, price: number): boolean => {
    const pushed = conflicts.collect(activity, slot, Math.floor(price));
    if (pushed < 0) return false;
    let burden = 0;
    for (let i = 0; i < pushed; i++) burden += weight[list[i]!]!;
    if (burden > price) return false;
    for (let i = 0; i < pushed; i++) {
      waiting[number++] = list[i]!;
      remove(state, list[i]!);
    }
    trail.place(activity, slot, rooms.room, rooms.real, 0);
    trail.unlock();
    return true;
  };

  const insert = (price: number): void => {
    const at = random.below(number);
    const activity = waiting[at]!;
    const last = waiting[--number]!;
    waiting[at] = last;
    if (put(activity, starts.any(activity, random), price + weight[activity]!)) return;
    weight[activity]! += HARDER;
    waiting[at] = activity;
    waiting[number++] = last;
  };

  /** Whether the activity's weight still goes into the price of the exchange that is under way. */
  const mayDrop = (activity: number): boolean => {
    dropped += weight[activity]!;
    return dropped <= limit;
  };

  /** Exchanges places along a Kempe chain if those who find none on the way weigh at most so much. */
  const exchange = (price: number): void => {
    const first = random.below(count);
    if (state.slot[first]! < 0 || fixedTime[first]) return;
    const start = starts.any(first, random);
    if (start === state.slot[first]) return;
    dropped = 0;
    limit = price;
    if (!chain.follow(first, start, mayDrop)) return;
    const { activities, goals } = chain;
    for (let i = 0; i < chain.number; i++) trail.remove(activities[i]!);
    for (let i = 0; i < chain.number; i++) {
      if (goals[i]! < 0) continue;
      if (conflicts.collect(activities[i]!, goals[i]!, 0) === 0) {
        trail.place(activities[i]!, goals[i]!, rooms.room, rooms.real, 0);
      } else if (i === 0 || !mayDrop(activities[i]!)) {
        trail.undo(0);
        return;
      }
    }
    trail.unlock();
    for (let i = 0; i < chain.number; i++)
      if (state.slot[activities[i]!]! < 0) waiting[number++] = activities[i]!;
  };

  /** Takes a section elsewhere if that leaves no more weight without a place than the price allows. */
  const moveSection = (price: number): void => {
    if (!section.move(waiting, number)) return;
    const { out, outs, settled, settles } = section;
    let burden = 0;
    for (let i = 0; i < outs; i++) burden += weight[out[i]!]!;
    for (let i = 0; i < settles; i++) burden -= weight[waiting[settled[i]!]!]!;
    if (burden > price) {
      trail.undo(0);
      return;
    }
    trail.unlock();
    for (let i = settles - 1; i >= 0; i--) waiting[settled[i]!] = waiting[--number]!;
    for (let i = 0; i < outs; i++) waiting[number++] = out[i]!;
  };

  return function* untie(calls) {
    const moves = Math.floor(calls * MOVES_PER_CALL);
    number = 0;
    for (let activity = 0; activity < count; activity++) {
      if (state.slot[activity]! < 0 && starts.number(activity) > 0) waiting[number++] = activity;
    }
    most = Math.max(most, state.placed);
    for (let move = 0; move < moves && number > 0; move++) {
      if (move % MOVES_PER_CALL === 0) placer.calls++;
      if (move % ASK_EVERY === 0) {
        yield;
        if (shouldStop()) return false;
      }
      const temperature = HOT * (COLD / HOT) ** (move / moves);
      const price = -temperature * Math.log(1 - random.unit());
      trail.clear();
      if (section.hasSets && random.below(SECTION_ONE_IN) === 0) moveSection(price);
      else if (random.below(EXCHANGE_ONE_IN) > 0) insert(price);
      else exchange(price);
      if (state.placed <= most) continue;
      most = state.placed;
      onProgress();
    }
    return state.placed === count;
  };
}
