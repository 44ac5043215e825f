// biome-ignore-all lint/style/noNonNullAssertion: indexes come from the lists they index.
import type { DayUnit } from "../../constraint-types.ts";
import type { Person } from "../facts.ts";
import type { Sum } from "../integer-model.ts";
import type { Draft } from "./draft.ts";
import { type Stretch, stretchesOf } from "./stretches.ts";

/** One person's week in the model. */
export type PersonWeek = {
  readonly draft: Draft;
  readonly person: Person;
  readonly stretches: (unit: DayUnit) => readonly Stretch[];
  /** Lessons (with a tag; -1 for any) that run in a slot: 0 or 1 as nobody is at two places. */
  readonly busy: (slot: number, tag?: number) => Sum;
  readonly busyIn: (slots: readonly number[], tag?: number) => Sum;
  /** A column that is 1 when a lesson lies in the slots. */
  readonly used: (slots: readonly number[]) => number;
};

export function weekOf(draft: Draft, person: Person): PersonWeek {
  const columns = new Map<string, number>();
  const tagged = new Map<number, readonly number[]>([[-1, person.lessons]]);
  for (const rule of person.rules) {
    const tags = "tag" in rule ? [rule.tag] : rule.kind === "maxTwoActivityTagsPerDay" ? rule.tags : [];
    for (const tag of tags)
      if (tag >= 0)
        tagged.set(
          tag,
          person.lessons.filter((index) => draft.facts.problem.activities[index]!.tags.includes(tag)),
        );
  }
  const busy = (slot: number, tag = -1): Sum =>
    tagged.get(tag)!.flatMap((lesson) => draft.running(lesson, slot));
  const busyIn = (slots: readonly number[], tag = -1): Sum => slots.flatMap((slot) => busy(slot, tag));
  return {
    draft,
    person,
    stretches: (unit) => stretchesOf(draft.facts, unit),
    busy,
    busyIn,
    used: (slots) => {
      const key = slots.join(" ");
      const column = columns.get(key) ?? draft.builder.anyOf(busyIn(slots));
      columns.set(key, column);
      return column;
    },
  };
}
