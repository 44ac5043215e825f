import type { Timetable } from "#server/domains/timetable/schema.ts";

/** One row as a person saw it. */
type Seen = { id: string; version: number };

/** Everything that can be done to a timetable from its pages. */
export type PlanChange =
  | { intent: "create"; name: string }
  | ({ intent: "rename"; name: string } & Seen)
  | { intent: "duplicate"; id: string; name: string }
  | ({ intent: "remove" | "publish" | "unpublish" | "archive" } & Seen)
  | { intent: "restore" | "judge"; id: string }
  | ({ intent: "generate"; seconds: number } & Seen)
  | { intent: "cancel"; runId: string }
  | ({ intent: "move"; lessonId: string; to: { day: number; period: number } | null } & Seen)
  | ({ intent: "pin"; lessonIds: string[]; pinned: boolean } & Seen);

/** Of a change that came too late: the row as it is now, who changed it and when. */
export type StalePlan = { server: Timetable; changedBy: string | null; changedAt: string };

/** What came of it: the row as it is now, or why not. */
export type PlanAnswer = {
  change: PlanChange;
  timetable?: Timetable;
  problem?: { reason: string; stale?: StalePlan };
};
