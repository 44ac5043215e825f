import type { Constraint, CostFunction, Event, Instance } from "../model.ts";

/**
 * Events that run at the same times: linked by a required link constraint and equally long, or one event alone. A block
 * is split and timed as one. `splits` are the ways to cut its duration into parts that cost least, the
 * cheapest first, each from long to short.
 */
export type Block = {
  readonly events: readonly number[];
  readonly duration: number;
  /** Preassigned starting time, or -1. */
  readonly time: number;
  readonly splits: readonly (readonly number[])[];
};

/** Ways of splitting that are worth trying for one block. */
const mostSplits = 6;
/** Longer events are only split in halves and single times: they have too many partitions. */
const longest = 14;

export function blocksOf(instance: Instance): Block[] {
  return groupLinked(instance).map((events) => {
    const first = instance.events[events[0] ?? -1] as Event;
    const time = Math.max(...events.map((event) => instance.events[event]?.time ?? -1));
    const splits = time >= 0 ? [[first.duration]] : cheapestSplits(instance, events, first.duration);
    return { events, duration: first.duration, time, splits };
  });
}

/** Union-find over required link constraints. */
function groupLinked(instance: Instance): number[][] {
  const leader = instance.events.map((_, index) => index);
  const find = (event: number): number => {
    const above = leader[event] ?? event;
    return above === event ? event : find(above);
  };
  for (const constraint of instance.constraints) {
    if (constraint.kind !== "linkEvents" || !constraint.required) continue;
    for (const group of constraint.eventGroups) {
      const [first, ...rest] = instance.eventGroups[group]?.events ?? [];
      if (first === undefined) continue;
      const isAlike = (event: number) =>
        instance.events[event]?.duration === instance.events[first]?.duration;
      for (const event of rest.filter(isAlike)) leader[find(event)] = find(first);
    }
  }
  return [...Map.groupBy(leader.keys(), find).values()];
}

function cheapestSplits(instance: Instance, events: readonly number[], duration: number): number[][] {
  const rules = instance.constraints.filter(
    (constraint) =>
      (constraint.kind === "splitEvents" || constraint.kind === "distributeSplitEvents") &&
      constraint.events.some((event) => events.includes(event)),
  );
  const priced = partitions(duration).map((parts) => ({
    parts,
    cost: rules.reduce((sum, rule) => sum + costOfSplit(rule, parts), 0),
  }));
  priced.sort((one, other) => one.cost - other.cost || one.parts.length - other.parts.length);
  const least = priced[0]?.cost ?? 0;
  const soft = rules.filter(({ required }) => !required).reduce((sum, { weight }) => sum + weight, 0);
  return priced
    .filter(({ cost }) => cost <= least + soft)
    .slice(0, mostSplits)
    .map(({ parts }) => parts);
}

/** What required rules are dearer than others when splits are compared. */
const requiredFactor = 1000;

function costOfSplit(rule: Constraint, parts: readonly number[]): number {
  const dear = rule.weight * (rule.required ? requiredFactor : 1);
  if (rule.kind === "splitEvents") {
    const wrong = parts.filter((part) => part < rule.minimumDuration || part > rule.maximumDuration).length;
    const amount = Math.max(0, rule.minimumAmount - parts.length, parts.length - rule.maximumAmount);
    return dear * (wrong + amount);
  }
  if (rule.kind !== "distributeSplitEvents") return 0;
  const count = parts.filter((part) => part === rule.duration).length;
  return dear * Math.max(0, rule.minimum - count, count - rule.maximum);
}

function partitions(duration: number): number[][] {
  if (duration > longest) return [[duration], Array.from({ length: duration }, () => 1), halves(duration)];
  const found: number[][] = [];
  const extend = (parts: readonly number[], left: number, most: number) => {
    if (left === 0) found.push([...parts]);
    for (let part = Math.min(left, most); part >= 1; part--) extend([...parts, part], left - part, part);
  };
  extend([], duration, duration);
  return found;
}

function halves(duration: number): number[] {
  const pairs = Array.from({ length: duration >> 1 }, () => 2);
  return duration % 2 === 1 ? [...pairs, 1] : pairs;
}

/** The cost of deviations that are counted as one sum; `squares` is the sum of their squares, `count` how many. */
export function combined(costFunction: CostFunction, sum: number, squares: number, count: number): number {
  switch (costFunction) {
    case "linear":
      return sum;
    case "quadratic":
      return sum * sum;
    case "step":
      return sum > 0 ? 1 : 0;
    case "sumSquares":
      return squares;
    case "sumSteps":
      return count;
  }
}
