import type { ImportIssue, ImportPreview } from "#server/domains/timetable/import/schema.ts";

/** What came of looking at a file, importing it or taking an import back. */
export type ImportAnswer = {
  intent: "preview" | "apply" | "undo";
  preview?: ImportPreview;
  /** What was written, to be taken back. */
  importId?: string;
  /** Name of the file that was taken back. */
  undone?: string;
  problem?: {
    reason: string;
    issue: ImportIssue | null;
    /** Of a file that is too large: where it stands in the form, and how many bytes it may have. */
    field?: string;
    limit?: number;
  };
};
