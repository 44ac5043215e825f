import type { ImportIssue, ImportPreview } from "#server/domains/timetable/import/schema.ts";

/** What came of looking at a file or importing it. */
export type ImportAnswer = {
  intent: "preview" | "apply";
  preview?: ImportPreview;
  problem?: { reason: string; issue: ImportIssue | null };
};
