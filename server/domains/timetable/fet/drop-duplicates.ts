import type { ConstraintEntry } from "./document.ts";
import type { IssueList } from "./report.ts";

/**
 * Types of which an exact duplicate vanishes, and whether the two may differ in being active; other types count
 * twice.
 */
const vanishing: ReadonlyMap<string, "same state" | "any state"> = new Map([
  ["ActivityPreferredStartingTime", "same state"],
  ["ActivityPreferredRoom", "same state"],
  ["MinDaysBetweenActivities", "any state"],
  ["MinHalfDaysBetweenActivities", "any state"],
]);

/** Types of which only the first for the same thing is kept, even if it is inactive and the second differs. */
const singles: Readonly<Record<string, (entry: ConstraintEntry) => string>> = {
  BasicCompulsoryTime: () => "",
  BasicCompulsorySpace: () => "",
  BreakTimes: () => "",
  TeacherNotAvailableTimes: ({ params }) => String(params.teacher),
  StudentsSetNotAvailableTimes: ({ params }) => String(params.students),
};

/**
 * Drops what FET drops on loading: exact duplicates of some types (all parameters, weight and order of ids equal;
 * lock flag and comments aside), and every second availability of a person, break or compulsory
 * constraint.
 */
export function dropDuplicates(entries: readonly ConstraintEntry[], issues: IssueList): ConstraintEntry[] {
  const seen = new Set<string>();
  return entries.filter((entry) => {
    const single = singles[entry.type];
    const key = single ? `${entry.type} ${single(entry)}` : exactKey(entry);
    if (key === null || !seen.has(key)) {
      if (key !== null) seen.add(key);
      return true;
    }
    const at = { name: `Constraint${entry.type}`, line: entry.line };
    if (single) issues.add("warning", "second-dropped", at, { name: single(entry) || entry.type });
    else issues.add("warning", "duplicate-dropped", at);
    return false;
  });
}

function exactKey({ type, weight, active, params }: ConstraintEntry): string | null {
  const states = vanishing.get(type);
  if (!states) return null;
  const { permanentlyLocked: _, ...meaning } = params;
  return JSON.stringify([type, weight, states === "any state" || active, meaning]);
}
