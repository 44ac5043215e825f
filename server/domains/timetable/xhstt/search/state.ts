import type { Instance, Meet } from "../model.ts";
import { type Block, blocksOf } from "./blocks.ts";

/**
 * The timetable that the search changes, in typed arrays. A part is a piece of a block: block b has as many part
 * places as its duration, from `firstPart[b]` on, of which those of duration 0 are not in use. An event's resource
 * of a part is a seat: that of event e, the k-th part of its block and the p-th resource is
 * `firstSeat[e] + k * seats[e] + p`.
 */
export type State = {
  readonly instance: Instance;
  readonly blocks: readonly Block[];
  readonly times: number;
  readonly blockOf: Int32Array;
  readonly firstPart: Int32Array;
  readonly blockOfPart: Int32Array;
  readonly duration: Int32Array;
  /** Starting time of a part, or -1. */
  readonly time: Int32Array;
  readonly firstSeat: Int32Array;
  readonly seats: Int32Array;
  /** Resource in a seat, or -1. */
  readonly sitting: Int32Array;
  /** `resource * times + time`: seats of the resource then. */
  readonly busy: Int16Array;
  /** Parts in which a preassigned resource sits. */
  readonly partsOf: readonly (readonly number[])[];
  /** Workload of each resource. */
  readonly load: Float64Array;
};

/** Blocks in their cheapest split, preassigned times and resources in place, the rest open. */
export function createState(instance: Instance): State {
  const blocks = blocksOf(instance);
  const times = instance.times.length;
  const firstPart = offsets(blocks.map(({ duration }) => duration));
  const parts = firstPart[blocks.length] ?? 0;
  const blockOf = new Int32Array(instance.events.length);
  blocks.forEach(({ events }, block) => {
    for (const event of events) blockOf[event] = block;
  });
  const seats = Int32Array.from(instance.events, ({ resources }) => resources.length);
  const firstSeat = offsets(instance.events.map(({ duration, resources }) => duration * resources.length));
  const state: State = {
    instance,
    blocks,
    times,
    blockOf,
    firstPart,
    blockOfPart: new Int32Array(parts),
    duration: new Int32Array(parts),
    time: new Int32Array(parts).fill(-1),
    firstSeat,
    seats,
    sitting: new Int32Array(firstSeat[instance.events.length] ?? 0).fill(-1),
    busy: new Int16Array(instance.resources.length * times),
    partsOf: instance.resources.map(() => []),
    load: new Float64Array(instance.resources.length),
  };
  instance.events.forEach(({ duration, resources }, event) => {
    for (let part = 0; part < duration; part++)
      resources.forEach(({ resource }, place) => {
        state.sitting[seatOf(state, event, part, place)] = resource;
      });
  });
  blocks.forEach(({ splits, time }, block) => {
    const from = firstPart[block] ?? 0;
    state.blockOfPart.fill(block, from, firstPart[block + 1]);
    setSplit(state, block, splits[0] ?? []);
    if (time >= 0) setTime(state, from, time);
  });
  return { ...state, partsOf: partsByResource(state) };
}

function partsByResource(state: State): number[][] {
  const found = state.instance.resources.map((): number[] => []);
  for (let part = 0; part < state.time.length; part++)
    eachSeat(state, part, (_, __, seat) => found[state.sitting[seat] ?? -1]?.push(part));
  return found;
}

function offsets(sizes: readonly number[]): Int32Array {
  const found = new Int32Array(sizes.length + 1);
  sizes.forEach((size, index) => {
    found[index + 1] = (found[index] ?? 0) + size;
  });
  return found;
}

export const seatOf = (state: State, event: number, part: number, place: number): number =>
  (state.firstSeat[event] ?? 0) + part * (state.seats[event] ?? 0) + place;

/** Puts the whole part at a time, or away with -1. */
export function setTime(state: State, part: number, time: number): void {
  count(state, part, -1);
  state.time[part] = time;
  count(state, part, 1);
}

/** Cuts a block anew; its parts lose their times. */
export function setSplit(state: State, block: number, durations: readonly number[]): void {
  const from = state.firstPart[block] ?? 0;
  const end = state.firstPart[block + 1] ?? 0;
  for (let part = from; part < end; part++) {
    setTime(state, part, -1);
    addLoads(state, part, -1);
    state.duration[part] = durations[part - from] ?? 0;
    addLoads(state, part, 1);
  }
}

/** Puts a resource in the seat of an event, part and place, or nobody with -1. */
export function setSeat(state: State, event: number, part: number, place: number, resource: number): void {
  const seat = seatOf(state, event, part, place);
  const whole = (state.firstPart[state.blockOf[event] ?? 0] ?? 0) + part;
  countSeat(state, whole, seat, -1);
  addLoad(state, event, whole, place, seat, -1);
  state.sitting[seat] = resource;
  countSeat(state, whole, seat, 1);
  addLoad(state, event, whole, place, seat, 1);
}

function count(state: State, part: number, by: number): void {
  if ((state.time[part] ?? -1) < 0) return;
  eachSeat(state, part, (_, __, seat) => countSeat(state, part, seat, by));
}

function countSeat(state: State, part: number, seat: number, by: number): void {
  const { busy, times } = state;
  const resource = state.sitting[seat] ?? -1;
  const time = state.time[part] ?? -1;
  if (resource < 0 || time < 0) return;
  const from = resource * times + time;
  const end = from + (state.duration[part] ?? 0);
  for (let at = from; at < end; at++) busy[at] = (busy[at] ?? 0) + by;
}

function addLoads(state: State, part: number, by: number): void {
  eachSeat(state, part, (event, place, seat) => addLoad(state, event, part, place, seat, by));
}

function addLoad(state: State, event: number, part: number, place: number, seat: number, by: number): void {
  const resource = state.sitting[seat] ?? -1;
  const of = state.instance.events[event];
  if (resource < 0 || !of) return;
  const load = ((of.resources[place]?.workload ?? 0) * (state.duration[part] ?? 0)) / of.duration;
  state.load[resource] = (state.load[resource] ?? 0) + by * load;
}

/** Every seat of a part: event, place of the resource in the event, index of the seat. */
export function eachSeat(
  state: State,
  part: number,
  visit: (event: number, place: number, seat: number) => void,
): void {
  const block = state.blockOfPart[part] ?? 0;
  const index = part - (state.firstPart[block] ?? 0);
  for (const event of state.blocks[block]?.events ?? []) {
    const seats = state.seats[event] ?? 0;
    const from = seatOf(state, event, index, 0);
    for (let place = 0; place < seats; place++) visit(event, place, from + place);
  }
}

/** The timetable as the format says it. */
export function meetsOf(state: State): Meet[] {
  return state.blocks.flatMap(({ events, duration }, block) =>
    events.flatMap((event) =>
      Array.from({ length: duration }, (_, index) => index).flatMap((index) => {
        const part = (state.firstPart[block] ?? 0) + index;
        if ((state.duration[part] ?? 0) === 0) return [];
        const from = seatOf(state, event, index, 0);
        return {
          event,
          duration: state.duration[part] ?? 0,
          time: state.time[part] ?? -1,
          resources: Array.from(state.sitting.subarray(from, from + (state.seats[event] ?? 0))),
        };
      }),
    ),
  );
}
