// biome-ignore-all lint/style/noNonNullAssertion: indexes come from the lists they index.
import { covered, type Facts } from "../facts.ts";
import { ModelBuilder, type Sum } from "../integer-model.ts";

/** A model in the making: one column for each lesson and start. */
export type Draft = {
  readonly facts: Facts;
  readonly builder: ModelBuilder;
  /** Columns of a lesson's starts, in the order of `facts.starts`. */
  readonly startColumns: readonly Sum[];
  /** The columns of a lesson whose start satisfies a condition. */
  startsWhere(activity: number, holds: (start: number) => boolean): Sum;
  /** The columns of a lesson that make it run in a slot. */
  running(activity: number, slot: number): Sum;
};

export function startDraft(facts: Facts): Draft {
  const builder = new ModelBuilder();
  const startColumns = facts.starts.map((starts) => starts.map(() => builder.column()));
  const runningAt = facts.starts.map((starts, activity) => {
    const at: number[][] = Array.from({ length: facts.slots }, () => []);
    starts.forEach((start, position) => {
      for (const slot of covered(facts, activity, start)) at[slot]!.push(startColumns[activity]![position]!);
    });
    return at;
  });
  return {
    facts,
    builder,
    startColumns,
    startsWhere: (activity, holds) =>
      startColumns[activity]!.filter((_, position) => holds(facts.starts[activity]![position]!)),
    running: (activity, slot) => runningAt[activity]![slot]!,
  };
}
