// biome-ignore-all lint/style/noNonNullAssertion: indexes come from the lists they index.
import type { Constraint } from "../../constraint-types.ts";
import { placeAt } from "../facts.ts";
import type { Sum } from "../integer-model.ts";
import type { PersonWeek } from "./person-week.ts";
import type { Stretch } from "./stretches.ts";

/** Gaps, spans, early beginnings and rest. */
export function addGaps(week: PersonWeek, rule: Constraint): void {
  const { draft, stretches } = week;
  const { builder } = draft;
  switch (rule.kind) {
    case "maxGapsPerWeek": {
      const gaps = stretches(rule.unit).map((stretch) => gapsOf(week, stretch));
      // As no day has fewer than none, each keeps the limit of the week: without this row a solver may search for minutes.
      for (const { inside, busy } of gaps) builder.atMost(inside, rule.maxGaps, busy);
      builder.atMost(
        gaps.flatMap(({ inside }) => inside),
        rule.maxGaps,
        gaps.flatMap(({ busy }) => busy),
      );
      return;
    }
    case "maxGapsPerDay":
      addDaily(week, stretches(rule.unit), rule.maxGaps, rule.oneDayException, gapsOf);
      return;
    case "maxSpanPerDay":
      addDaily(week, stretches(rule.unit), rule.maxSpan, rule.oneDayException, spanOf);
      return;
    case "maxGapsPerMorningAndAfternoon": {
      const afternoons = stretches("afternoon");
      stretches("morning").forEach((morning, realDay) => {
        const halves = [morning, ...afternoons.slice(realDay, realDay + 1)].map((half) => gapsOf(week, half));
        builder.atMost(
          halves.flatMap(({ inside }) => inside),
          rule.maxGaps,
          halves.flatMap(({ busy }) => busy),
        );
      });
      return;
    }
    case "earlyMaxBeginningsAtSecondHour":
      addEarly(week, rule);
      return;
    case "minRestingHours": {
      const days = stretches("day");
      days.forEach((day, index) => {
        const next = days[index + 1] ?? (rule.circular ? days[0]! : null);
        if (next && next !== day) addRest(week, day, next, rule.minHours);
      });
      return;
    }
    case "minRestingHoursBetweenMorningAndAfternoon": {
      const afternoons = stretches("afternoon");
      stretches("morning").forEach((morning, realDay) => {
        const afternoon = afternoons[realDay];
        if (afternoon) addRest(week, morning, afternoon, rule.minHours);
      });
      return;
    }
    case "minGapsBetweenActivityTag":
      addTagGaps(week, rule.tag, rule.tag, rule.minGaps);
      return;
    case "minGapsBetweenOrderedPairOfActivityTags":
      addTagGaps(week, rule.firstTag, rule.secondTag, rule.minGaps);
      return;
  }
}

/** Σ inside − Σ busy, at its least, is what is counted. */
type Counted = { readonly inside: Sum; readonly busy: Sum };

/** One column a slot, 1 from the first lesson to the last: it may begin once a day, and lessons lie inside. */
function insideOf({ draft, busy }: PersonWeek, { slots }: Stretch): number[] {
  const { builder } = draft;
  const inside = slots.map(() => builder.column());
  const begins = slots.map((_, position) => {
    const column = builder.column();
    const before = position === 0 ? [] : [inside[position - 1]!];
    builder.atMost([inside[position]!], 0, [...before, column]);
    return column;
  });
  builder.atMost(begins, 1);
  slots.forEach((slot, position) => {
    builder.atMost(busy(slot), 0, [inside[position]!]);
  });
  return inside;
}

function gapsOf(week: PersonWeek, stretch: Stretch): Counted {
  const inside = insideOf(week, stretch);
  const counts = stretch.slots.map((slot) => isCounted(week, slot));
  return {
    inside: inside.filter((_, position) => counts[position]),
    busy: stretch.slots.flatMap((slot, position) => (counts[position] ? week.busy(slot) : [])),
  };
}

function spanOf(week: PersonWeek, stretch: Stretch): Counted {
  return { inside: insideOf(week, stretch), busy: [] };
}

/** Whether a free slot between lessons is a gap: no break, and not on the person's own not-available list. */
function isCounted({ draft, person }: PersonWeek, slot: number): boolean {
  const absent = person.rules.some((rule) => rule.kind === "notAvailableTimes" && rule.slots.includes(slot));
  return !draft.facts.isBreak[slot] && !absent;
}

function addDaily(
  week: PersonWeek,
  stretches: readonly Stretch[],
  most: number,
  oneDayException: boolean,
  count: (week: PersonWeek, stretch: Stretch) => Counted,
): void {
  const { builder } = week.draft;
  const excused: number[] = [];
  for (const stretch of stretches) {
    const { inside, busy } = count(week, stretch);
    const more = oneDayException ? [builder.column()] : [];
    excused.push(...more);
    builder.atMost(inside, most, [...busy, ...more]);
  }
  if (oneDayException) builder.atMost(excused, 1);
}

/** The first lesson lies in the first or second open slot of the day; in the second on so many days only. */
function addEarly(
  week: PersonWeek,
  rule: Extract<Constraint, { kind: "earlyMaxBeginningsAtSecondHour" }>,
): void {
  const { draft, stretches, busy } = week;
  const { builder } = draft;
  const second = stretches(rule.unit).map(({ slots }) => {
    const late = builder.column();
    const open = slots.filter((slot) => isCounted(week, slot));
    const [first, next] = open;
    open.forEach((slot, position) => {
      if (position > 0) builder.atMost(busy(slot), 0, [...busy(first!), late]);
      if (position > 1) builder.atMost(busy(slot), 0, [...busy(first!), ...busy(next!)]);
    });
    return late;
  });
  builder.atMost(second, rule.maxBeginnings);
}

/** No lesson so late on one day and so early on the next that too few free hours lie between. */
function addRest({ draft, busy }: PersonWeek, before: Stretch, after: Stretch, minHours: number): void {
  before.slots.forEach((late, position) => {
    const restBefore = before.slots.length - 1 - position;
    after.slots.forEach((early, restAfter) => {
      if (restBefore + restAfter < minHours) draft.builder.atMost([...busy(late), ...busy(early)], 1);
    });
  });
}

/** A lesson with the second tag keeps its distance from an earlier one, another, with the first. */
function addTagGaps(
  { draft, person }: PersonWeek,
  firstTag: number,
  secondTag: number,
  minGaps: number,
): void {
  const { facts, builder, startColumns } = draft;
  const withTag = (tag: number) =>
    person.lessons.filter((index) => facts.problem.activities[index]!.tags.includes(tag));
  for (const first of withTag(firstTag)) {
    for (const second of withTag(secondTag)) {
      if (first === second) continue;
      facts.starts[first]!.forEach((start, position) => {
        const { day, end } = placeAt(facts, first, start);
        const close = startColumns[second]!.filter((_, index) => {
          const later = placeAt(facts, second, facts.starts[second]![index]!);
          return later.day === day && later.hour >= end && later.hour - end < minGaps;
        });
        if (close.length > 0) builder.atMost([startColumns[first]![position]!, ...close], 1);
      });
    }
  }
}
