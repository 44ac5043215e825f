import { isUtf8 } from "node:buffer";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmdirSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { AppError } from "../../server/core/errors.ts";
import { exitCodes, fail } from "./output.ts";

/** What the largest format takes; more is not read at all. */
const maxBytes = 128 * 1024 * 1024;

/** The text of a file; one that cannot be read, is too large, or is not UTF-8, is an error that names it. */
export function readText(file: string): string {
  const bytes = readBytes(file);
  if (isUtf8(bytes)) return bytes.toString("utf8");
  throw new AppError("INVALID", "timetable.file_not_text", { file });
}

function readBytes(file: string): Buffer {
  let size: number;
  try {
    size = statSync(file).size;
    if (size <= maxBytes) return readFileSync(file);
  } catch (error) {
    throw new AppError("NOT_FOUND", "timetable.file_unreadable", { file, cause: causeOf(error) });
  }
  throw new AppError("INVALID", "timetable.file_too_large", { file, size, limit: maxBytes });
}

/** Makes a folder and tries that something can be written there: to be asked before the work whose result it gets. */
export function makeFolder(folder: string): void {
  writing(folder, () => {
    makeStepwise(resolve(folder));
    rmdirSync(mkdtempSync(join(folder, ".atrium-")));
  });
}

/** The same for a file, in a folder that must be there. */
export function tryFile(file: string): void {
  writing(file, () => {
    if (existsSync(file) && statSync(file).isDirectory()) throw new Error("it is a folder");
    rmdirSync(mkdtempSync(join(dirname(file), ".atrium-")));
  });
}

export function writeText(file: string, text: string): void {
  writing(file, () => writeFileSync(file, text));
}

/** One by one from the top: in folders such as /proc Node's own way of making all at once never ends. */
function makeStepwise(folder: string): void {
  if (existsSync(folder)) {
    if (!statSync(folder).isDirectory()) throw new Error("it is not a folder");
    return;
  }
  makeStepwise(dirname(folder));
  mkdirSync(folder);
}

function writing(file: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    throw new AppError("INVALID", "timetable.out_unwritable", { file, cause: causeOf(error) });
  }
}

const causeOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Prints the result. Straight to where it goes, as Node's own stream takes a tenth of a small school's CPU to load; that
 * comes in when the other end is slow or gone.
 */
export function sayResult(text: string): void {
  const bytes = Buffer.from(`${text}\n`);
  let said = 0;
  try {
    while (said < bytes.length) said += writeSync(1, bytes, said);
  } catch {
    process.stdout.write(bytes.subarray(said));
  }
}

/** What is wrong with the data goes to the error stream, so that the result stays one line. */
export function sayIssues(issues: readonly string[]): void {
  const most = 50;
  for (const issue of issues.slice(0, most)) console.error(issue);
  if (issues.length > most) console.error(`… and ${issues.length - most} more`);
}

/** A file that cannot be used: in words on the error stream, for programs also as one line of JSON. */
export function failWithFile(json: boolean | undefined, error: unknown): void {
  fail(false, error);
  if (error instanceof AppError) {
    process.exitCode = exitCodes.usage;
    const { code, reason, details } = error;
    if (json) sayResult(JSON.stringify({ error: { code, reason, details } }));
  }
}
