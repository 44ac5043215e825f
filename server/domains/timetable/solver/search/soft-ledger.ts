// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within bounds by construction.
import { groupCount } from "./group-rules.ts";
import { ruleCount } from "./profile-rules.ts";
import { roomCost, softTotal, startingCost } from "./soft-cost.ts";
import type { State } from "./state.ts";
import { createTrail } from "./trail.ts";

/**
 * Keeps the soft cost up to date while activities are taken and put: wishes and pairs by difference,
 * weekly rules and sets by recounting those touched once per move. A move is `begin`, any number of
 * `take` and `put`, `settle`, and then `commit` or `rollback`.
 */
export interface SoftLedger {
  total: number;
  begin(): void;
  take(activity: number): void;
  put(activity: number, slot: number, room: number, real: Int32Array): void;
  /** Brings `total` up to date and returns it. */
  settle(): number;
  commit(): void;
  rollback(): void;
}

export function createSoftLedger(state: State, locked: Uint8Array): SoftLedger {
  const trail = createTrail(state, locked);
  const watched = watchers(state);
  const values = Float64Array.from(watched.count, (count) => count());
  const touched = new Int32Array(values.length);
  const before = new Float64Array(values.length);
  const seen = new Int32Array(values.length);
  let number = 0;
  let stamp = 0;
  let totalBefore = 0;

  const touch = (activity: number): void => {
    for (let i = watched.start[activity]!; i < watched.start[activity + 1]!; i++) {
      const watcher = watched.list[i]!;
      if (seen[watcher] === stamp) continue;
      seen[watcher] = stamp;
      before[number] = values[watcher]!;
      touched[number++] = watcher;
    }
  };

  const ledger: SoftLedger = {
    total: softTotal(state),
    begin() {
      stamp++;
      number = 0;
      totalBefore = ledger.total;
      trail.clear();
    },
    take(activity) {
      ledger.total -= startingCost(state, activity, state.slot[activity]!) + roomCost(state, activity);
      touch(activity);
      trail.remove(activity);
    },
    put(activity, slot, room, real) {
      trail.place(activity, slot, room, real, 0);
      ledger.total += startingCost(state, activity, slot) + roomCost(state, activity);
      touch(activity);
    },
    settle() {
      for (let i = 0; i < number; i++) {
        const watcher = touched[i]!;
        const value = watched.count[watcher]!();
        ledger.total += value - values[watcher]!;
        values[watcher] = value;
      }
      return ledger.total;
    },
    commit: () => trail.unlock(),
    rollback() {
      trail.undo(0);
      for (let i = 0; i < number; i++) values[touched[i]!] = before[i]!;
      ledger.total = totalBefore;
    },
  };
  return ledger;
}

interface Watchers {
  /** The present cost of each soft rule or set. */
  readonly count: readonly (() => number)[];
  /** Row of an activity's watchers. */
  readonly start: Int32Array;
  readonly list: Int32Array;
}

function watchers(state: State): Watchers {
  const { problem } = state;
  const count: (() => number)[] = [];
  const ofEntity = problem.softRules.map((rules) =>
    rules.map((rule) => count.push(() => ruleCount(state, rule) * rule.cost) - 1),
  );
  const ofGroup = problem.groups.map((group) =>
    group.cost < Number.POSITIVE_INFINITY ? count.push(() => groupCount(state, group) * group.cost) - 1 : -1,
  );
  const rows = Array.from({ length: problem.count }, (_, activity) => [
    ...Array.from(
      problem.entityList.subarray(problem.rulesBegin[activity]!, problem.entityStart[activity + 1]!),
    ).flatMap((entity) => ofEntity[entity]!),
    ...problem.softGroups[activity]!.map((group) => ofGroup[group]!),
  ]);
  const start = new Int32Array(problem.count + 1);
  rows.forEach((row, activity) => {
    start[activity + 1] = start[activity]! + row.length;
  });
  return { count, start, list: Int32Array.from(rows.flat()) };
}
