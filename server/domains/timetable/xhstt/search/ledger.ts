import type { Points } from "./points.ts";
import { eachSeat, type State } from "./state.ts";

/**
 * Keeps the cost of every point up to date while moves are tried: a move marks what it touches, `settle` prices
 * those points anew, `revert` puts their prices back.
 */
export type Ledger = {
  infeasibility: number;
  objective: number;
  /** Marks the points of a block (times or split) and of all resources in its parts. */
  readonly touchBlock: (block: number) => void;
  /** Marks the points of a block and of the resources in one part of it. */
  readonly touchPart: (part: number) => void;
  readonly touchEvent: (event: number) => void;
  readonly touchResource: (resource: number) => void;
  /** Prices the marked points; afterwards the sums are those of the timetable. */
  readonly settle: () => void;
  /** Takes the last `settle` back, after the timetable has been put back. */
  readonly revert: () => void;
};

export function createLedger(state: State, points: Points): Ledger {
  const cost = Float64Array.from({ length: points.count }, (_, point) => points.costOf(point));
  const marked = new Int32Array(points.count);
  const before = new Float64Array(points.count);
  const isMarked = new Uint8Array(points.count);
  let count = 0;
  let settled = 0;
  const mark = (indexes: Int32Array | undefined) => {
    if (!indexes) return;
    for (let at = 0; at < indexes.length; at++) {
      const point = indexes[at] ?? 0;
      if (isMarked[point] === 1) continue;
      isMarked[point] = 1;
      marked[count++] = point;
    }
  };
  const change = (point: number, to: number) => {
    const by = to - (cost[point] ?? 0);
    cost[point] = to;
    if (points.required[point] === 1) ledger.infeasibility += by;
    else ledger.objective += by;
  };
  const touchResource = (resource: number) => {
    if (resource >= 0) mark(points.ofResource[resource]);
  };
  const touchSeats = (part: number) =>
    eachSeat(state, part, (_, __, seat) => touchResource(state.sitting[seat] ?? -1));
  const ledger: Ledger = {
    infeasibility: 0,
    objective: 0,
    touchBlock(block) {
      mark(points.ofBlock[block]);
      const end = state.firstPart[block + 1] ?? 0;
      for (let part = state.firstPart[block] ?? 0; part < end; part++) touchSeats(part);
    },
    touchPart(part) {
      mark(points.ofBlock[state.blockOfPart[part] ?? 0]);
      touchSeats(part);
    },
    touchEvent: (event) => mark(points.ofEvent[event]),
    touchResource,
    settle() {
      for (let at = 0; at < count; at++) {
        const point = marked[at] ?? 0;
        isMarked[point] = 0;
        before[at] = cost[point] ?? 0;
        change(point, points.costOf(point));
      }
      settled = count;
      count = 0;
    },
    revert() {
      for (let at = 0; at < settled; at++) change(marked[at] ?? 0, before[at] ?? 0);
      settled = 0;
    },
  };
  cost.forEach((value, point) => {
    if (points.required[point] === 1) ledger.infeasibility += value;
    else ledger.objective += value;
  });
  return ledger;
}
