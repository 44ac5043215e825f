import { AppError } from "../../../core/errors.ts";
import { describeIssue, UnusableFile } from "../fet/report.ts";
import { isXhstt, UnusableArchive } from "../xhstt/element-reader.ts";
import { type Checked, checkFetFiles, solveFet } from "./fet-files.ts";
import type { HeadlessFiles, HeadlessOptions, HeadlessSummary } from "./summary.ts";

export type { Checked } from "./fet-files.ts";
export type { HeadlessSummary } from "./summary.ts";

/**
 * Solves a .fet file, or the first instance of an XHSTT archive, without any database. Besides the numbers it gives the files to write: times and
 * rooms in the format's own way of saying them; for FET also copies of the input with every lesson locked, which FET
 * itself can check (the one without wishes at once; with wishes FET draws lots).
 *
 * @throws AppError INVALID `timetable.file_unusable` with the place and the reason.
 */
export function solveFile(
  text: string,
  options: HeadlessOptions,
): Promise<{ summary: HeadlessSummary; files: HeadlessFiles }> {
  return readable(async () => {
    if (!isXhstt(text)) return solveFet(text, options);
    const { solveXhsttFile } = await import("./xhstt-files.ts");
    return solveXhsttFile(text, options);
  });
}

/**
 * Judges a result against its file: one of FET's format, FET's own included, or the last solution of an XHSTT
 * archive, which may be the file itself.
 *
 * @throws AppError INVALID `timetable.file_unusable` with the place and the reason.
 */
export function checkFiles(text: string, result: string): Promise<Checked> {
  return readable(async () => {
    if (!isXhstt(text)) return checkFetFiles(text, result);
    const { checkXhstt } = await import("./xhstt-files.ts");
    return checkXhstt(text, result);
  });
}

async function readable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UnusableFile)
      throw new AppError("INVALID", "timetable.file_unusable", {
        issue: error.issue,
        text: describeIssue(error.issue),
      });
    if (error instanceof UnusableArchive)
      throw new AppError("INVALID", "timetable.file_unusable", { line: error.line, text: error.message });
    throw error;
  }
}
