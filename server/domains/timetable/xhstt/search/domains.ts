import { eachSeat, type State } from "./state.ts";

/** What may be chosen: starting times for parts, resources for open seats, parts that may move. */
export type Domains = {
  /** Starting times of a part as long as it is now, -1 (none) among them where no rule wants a time. */
  readonly startsOf: (part: number) => Int32Array;
  /** Open seats as triples of event, part of its block, place. */
  readonly open: Int32Array;
  /** Resources to choose from for an event's place, -1 (nobody) among them where no rule wants somebody. */
  readonly resourcesFor: (event: number, place: number) => Int32Array;
  /** Parts without a preassigned time. */
  readonly movable: Int32Array;
  /** Blocks with more than one way to be split. */
  readonly splittable: Int32Array;
};

export function createDomains(state: State): Domains {
  const { instance, blocks } = state;
  const movable = blocks.flatMap(({ time, duration }, block) =>
    time >= 0 ? [] : Array.from({ length: duration }, (_, index) => (state.firstPart[block] ?? 0) + index),
  );
  const resources = instance.events.map((_, event) => resourcesOf(state, event));
  const starts = createStarts(state);
  const open: number[] = [];
  for (let part = 0; part < state.time.length; part++)
    eachSeat(state, part, (event, place) => {
      const index = part - (state.firstPart[state.blockOfPart[part] ?? 0] ?? 0);
      if ((instance.events[event]?.resources[place]?.resource ?? -1) < 0) open.push(event, index, place);
    });
  return {
    startsOf: (part) => starts(state.blockOfPart[part] ?? 0, state.duration[part] ?? 0),
    open: Int32Array.from(open),
    resourcesFor: (event, place) => resources[event]?.[place] ?? none,
    movable: Int32Array.from(movable),
    splittable: Int32Array.from(blocks.flatMap(({ splits }, block) => (splits.length > 1 ? block : []))),
  };
}

const none = new Int32Array(0);

/** Starting times of a block's parts by duration: those that required preferences leave, if they leave any. */
function createStarts(state: State): (block: number, duration: number) => Int32Array {
  const { instance, times } = state;
  const wanted = new Set<number>();
  const preferences = instance.events.map(
    (): { duration: number | null; preferred: ReadonlySet<number> }[] => [],
  );
  for (const constraint of instance.constraints) {
    if (!constraint.required) continue;
    if (constraint.kind === "assignTime") for (const event of constraint.events) wanted.add(event);
    if (constraint.kind !== "preferTimes") continue;
    for (const event of constraint.events) preferences[event]?.push(constraint);
  }
  const work = (block: number, duration: number): Int32Array => {
    const events = state.blocks[block]?.events ?? [];
    const rules = events.flatMap((event) => preferences[event] ?? []);
    const all = Array.from({ length: Math.max(0, times - duration + 1) }, (_, time) => time);
    const preferred = all.filter((time) =>
      rules.every(
        (rule) => (rule.duration !== null && rule.duration !== duration) || rule.preferred.has(time),
      ),
    );
    const free = events.some((event) => wanted.has(event)) ? [] : [-1];
    return Int32Array.from([...(preferred.length > 0 ? preferred : all), ...free]);
  };
  const known = new Map<number, Int32Array>();
  return (block, duration) => {
    const key = block * (times + 1) + duration;
    const found = known.get(key) ?? work(block, duration);
    known.set(key, found);
    return found;
  };
}

/** By place: resources of the type that required preferences leave. */
function resourcesOf({ instance }: State, event: number): Int32Array[] {
  return (instance.events[event]?.resources ?? []).map(({ role, type, resource }) => {
    if (resource >= 0) return none;
    const rules = instance.constraints.filter(
      (one) =>
        (one.kind === "preferResources" || one.kind === "assignResource") &&
        one.required &&
        one.role === role &&
        one.events.includes(event),
    );
    const all = [...instance.resources.keys()].filter((index) => instance.resources[index]?.type === type);
    const preferred = all.filter((index) =>
      rules.every((rule) => rule.kind !== "preferResources" || rule.preferred.has(index)),
    );
    const isWanted = rules.some(({ kind }) => kind === "assignResource");
    return Int32Array.from([...(preferred.length > 0 ? preferred : all), ...(isWanted ? [] : [-1])]);
  });
}
