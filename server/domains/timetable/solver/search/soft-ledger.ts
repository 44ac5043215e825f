// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within bounds by construction.
import type { Group, Rule } from "./compiled.ts";
import { groupCount } from "./group-rules.ts";
import { ruleCount } from "./profile-rules.ts";
import { roomCost, softTotal, startingCost } from "./soft-cost.ts";
import type { State } from "./state.ts";
import { createTrail } from "./trail.ts";

/**
 * Keeps the soft cost up to date while activities are taken and put: wishes and pairs by difference,
 * weekly rules and sets by recounting those touched once per move. A move is `begin`, any number of
 * `take` and `put`, `settle`, and then `commit` or `rollback`.
 *
 * Between `begin` and `settle` the total is a lower bound of what the move can still come to: nothing
 * that is yet to be put costs less than 0, and rules touched count as kept until they are recounted.
 * So a move may be given up as soon as `total` is above what would be accepted.
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
  /** Counts everything anew, after the state was changed by others. */
  recount(): void;
  /** What the soft rules and sets cost that look at an activity. Between moves only. */
  watchedCost(activity: number): number;
}

export function createSoftLedger(state: State, locked: Uint8Array): SoftLedger {
  const trail = createTrail(state, locked);
  const { rules, groups, start, list } = watchersOf(state);
  const count = (watcher: number): number => {
    if (watcher < rules.length) return ruleCount(state, rules[watcher]!) * rules[watcher]!.cost;
    const group = groups[watcher - rules.length]!;
    return groupCount(state, group) * group.cost;
  };
  const values = Float64Array.from({ length: rules.length + groups.length }, (_, watcher) => count(watcher));
  const touched = new Int32Array(values.length);
  const before = new Float64Array(values.length);
  const seen = new Int32Array(values.length);
  let number = 0;
  let stamp = 0;
  let totalBefore = 0;

  const touch = (activity: number): void => {
    for (let i = start[activity]!, end = start[activity + 1]!; i < end; i++) {
      const watcher = list[i]!;
      if (seen[watcher] === stamp) continue;
      seen[watcher] = stamp;
      ledger.total -= values[watcher]!;
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
        values[watcher] = count(watcher);
        ledger.total += values[watcher]!;
      }
      return ledger.total;
    },
    commit: () => trail.unlock(),
    rollback() {
      trail.undo(0);
      for (let i = 0; i < number; i++) values[touched[i]!] = before[i]!;
      ledger.total = totalBefore;
    },
    recount() {
      for (let watcher = 0; watcher < values.length; watcher++) values[watcher] = count(watcher);
      ledger.total = softTotal(state);
    },
    watchedCost(activity) {
      let cost = 0;
      for (let i = start[activity]!, end = start[activity + 1]!; i < end; i++) cost += values[list[i]!]!;
      return cost;
    },
  };
  return ledger;
}

interface Watchers {
  /** Soft rules, then soft sets: a watcher is an index into both, one after the other. */
  readonly rules: readonly Rule[];
  readonly groups: readonly Group[];
  /** Row of an activity's watchers. */
  readonly start: Int32Array;
  readonly list: Int32Array;
}

function watchersOf({ problem }: State): Watchers {
  const rules = problem.softRules.flat();
  const groups = problem.groups.filter(({ cost }) => cost < Number.POSITIVE_INFINITY);
  const ofRule = new Map(rules.map((rule, index) => [rule, index]));
  const ofGroup = new Map(groups.map((group, index) => [group, rules.length + index]));
  const rows = Array.from({ length: problem.count }, (_, activity) => [
    ...Array.from(
      problem.entityList.subarray(problem.rulesBegin[activity]!, problem.entityStart[activity + 1]!),
    ).flatMap((entity) => problem.softRules[entity]!.map((rule) => ofRule.get(rule)!)),
    ...problem.softGroups[activity]!.map((group) => ofGroup.get(problem.groups[group]!)!),
  ]);
  const start = new Int32Array(problem.count + 1);
  rows.forEach((row, activity) => {
    start[activity + 1] = start[activity]! + row.length;
  });
  return { rules, groups, start, list: Int32Array.from(rows.flat()) };
}
