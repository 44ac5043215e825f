// biome-ignore-all lint/style/noNonNullAssertion: indexes come from the lists they index.
import { ofKind } from "../facts.ts";
import type { Draft } from "./draft.ts";

/** Lessons that end (begin) the day of their people: nothing of these people after (before) them that day. */
export function addDayEdges(draft: Draft): void {
  const { problem } = draft.facts;
  for (const { activities, of } of ofKind(problem, "activitiesEndDay"))
    for (const activity of activities)
      addEdge(draft, activity, of, (start, length, slot) => start + length <= slot);
  for (const { activities, of } of ofKind(problem, "activitiesBeginDay"))
    for (const activity of activities) addEdge(draft, activity, of, (start, _length, slot) => start > slot);
}

function addEdge(
  { facts, builder, startsWhere, running }: Draft,
  activity: number,
  of: "teachers" | "subgroups",
  closes: (start: number, length: number, slot: number) => boolean,
): void {
  const { problem, hours, slots } = facts;
  const own = problem.activities[activity]!;
  const sharing = problem.activities.flatMap((other, index) =>
    index !== activity && other[of].some((id) => own[of].includes(id)) ? [index] : [],
  );
  for (let slot = 0; slot < slots; slot++) {
    const day = Math.floor(slot / hours);
    const closing = startsWhere(
      activity,
      (start) => Math.floor(start / hours) === day && closes(start, own.duration, slot),
    );
    for (const other of closing.length > 0 ? sharing : [])
      builder.atMost([...closing, ...running(other, slot)], 1);
  }
}
