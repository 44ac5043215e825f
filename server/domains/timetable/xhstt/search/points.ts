import type { Constraint } from "../model.ts";
import { combined } from "./blocks.ts";
import { eventMeasures } from "./event-measures.ts";
import { resourceMeasures } from "./resource-measures.ts";
import type { State } from "./state.ts";
import type { Tally, Watched } from "./tally.ts";

export type Points = {
  readonly count: number;
  /** Weighted cost of a point as the timetable is now. */
  readonly costOf: (point: number) => number;
  /** 1 where the point's constraint is required, else 0. */
  readonly required: Uint8Array;
  /** Points to look at again after a change of a block's times or split, of an event's seats, of a resource's times. */
  readonly ofBlock: readonly Int32Array[];
  readonly ofEvent: readonly Int32Array[];
  readonly ofResource: readonly Int32Array[];
};

/** Every point of application of every constraint, indexed by what changes its cost. */
export function createPoints(state: State): Points {
  const { instance } = state;
  const watched = instance.constraints.flatMap((constraint) =>
    measuresOf(state, constraint).map((one) => ({ ...one, constraint })),
  );
  const tally: Tally = { sum: 0, squares: 0, count: 0 };
  const measures = watched.map(({ measure }) => measure);
  const weights = Float64Array.from(watched, ({ constraint }) => constraint.weight);
  const functions = watched.map(({ constraint }) => constraint.costFunction);
  return {
    count: watched.length,
    required: Uint8Array.from(watched, ({ constraint }) => (constraint.required ? 1 : 0)),
    costOf(point) {
      tally.sum = 0;
      tally.squares = 0;
      tally.count = 0;
      measures[point]?.(tally);
      if (tally.sum === 0) return 0;
      const combine = functions[point] ?? "linear";
      return (weights[point] ?? 0) * combined(combine, tally.sum, tally.squares, tally.count);
    },
    ofBlock: indexBy(state.blocks.length, watched, ({ blocks }) => blocks ?? []),
    ofEvent: indexBy(instance.events.length, watched, ({ events }) => events ?? []),
    ofResource: indexBy(instance.resources.length, watched, ({ resource }) =>
      resource === undefined ? [] : [resource],
    ),
  };
}

const measuresOf = (state: State, constraint: Constraint): Watched[] =>
  eventMeasures(state, constraint) ?? resourceMeasures(state, constraint);

function indexBy<T>(size: number, items: readonly T[], keysOf: (item: T) => readonly number[]): Int32Array[] {
  const found = Array.from({ length: size }, (): number[] => []);
  items.forEach((item, index) => {
    for (const key of new Set(keysOf(item))) found[key]?.push(index);
  });
  return found.map((indexes) => Int32Array.from(indexes));
}
