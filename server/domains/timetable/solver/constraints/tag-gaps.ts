import type {
  MaxTwoActivityTagsPerDay,
  MinGapsBetweenActivityTag,
  MinGapsBetweenOrderedPairOfActivityTags,
} from "../constraint-types.ts";
import { activityAt, type Board, broken, forEachPerson, isBusyWith, stretches, type Week } from "./board.ts";
import type { Violation } from "./violation.ts";

/**
 * Per person and day, each hour with the second tag needs at least `minGaps` hours since the latest hour before it
 * with the first tag; hours of lessons without these tags count as gap. Counts 1 per hour that comes too soon. The
 * other order is free.
 */
export function minGapsBetweenOrderedPairOfActivityTags(
  board: Board,
  constraint: MinGapsBetweenOrderedPairOfActivityTags,
): Violation[] {
  return tooSoonAfter(board, constraint, constraint.firstTag, constraint.secondTag);
}

/** The same between different lessons with one tag; one long lesson does not conflict with itself. */
export function minGapsBetweenActivityTag(board: Board, constraint: MinGapsBetweenActivityTag): Violation[] {
  return tooSoonAfter(board, constraint, constraint.tag, constraint.tag);
}

function tooSoonAfter(
  board: Board,
  { who, minGaps }: MinGapsBetweenOrderedPairOfActivityTags | MinGapsBetweenActivityTag,
  firstTag: number,
  secondTag: number,
): Violation[] {
  return forEachPerson(board, who, (week) =>
    stretches(board, "day").flatMap(({ slots }) =>
      slots.flatMap((slot, position) => {
        const second = withTag(board, week, slot, secondTag);
        const before = slots.slice(Math.max(0, position - minGaps), position);
        const clashing = before.flatMap((earlier) => withTag(board, week, earlier, firstTag));
        const tooSoon = second.some((activity) => clashing.some((other) => other !== activity));
        return tooSoon
          ? broken(1, { activities: [...new Set([...clashing, ...second])], slots: [slot] })
          : [];
      }),
    ),
  );
}

function withTag(board: Board, week: Week, slot: number, tag: number): readonly number[] {
  return (week.at[slot] ?? []).filter((activity) => activityAt(board, activity).tags.includes(tag));
}

/** Per person, the days (real days) in which more than two of the tags occur: 1 each. */
export function maxTwoActivityTagsPerDay(board: Board, constraint: MaxTwoActivityTagsPerDay): Violation[] {
  const days = stretches(board, constraint.unit);
  return forEachPerson(board, constraint.who, (week) =>
    days.flatMap(({ slots }) => {
      const present = constraint.tags.filter((tag) =>
        slots.some((slot) => isBusyWith(board, week, slot, tag)),
      );
      return present.length > 2 ? broken(1, { slots }) : [];
    }),
  );
}
