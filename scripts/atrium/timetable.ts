import { availableParallelism } from "node:os";
import { basename, extname, join } from "node:path";
import type { Command } from "commander";
import {
  type Checked,
  checkFiles,
  type HeadlessSummary,
  solveFile,
} from "../../server/domains/timetable/headless/service.ts";
import { atLeast, whole } from "./numbers.ts";
import { exitCodes } from "./output.ts";
import { failWithFile, makeFolder, readText, sayIssues, sayResult, writeText } from "./timetable-files.ts";

/** `atrium timetable solve` and `atrium timetable check`: the engine on files, without a database. */
export function addTimetableCommands(program: Command): void {
  const timetable = program
    .command("timetable")
    .description("solve and check .fet files and XHSTT archives; needs no database");
  timetable
    .command("solve")
    .description(
      "search a timetable for a file; exit code 1 if none without hard conflicts was found, 2 if the file is unusable",
    )
    .argument("<file>", "the .fet file, or an XHSTT archive (.xml) of which the first instance is solved")
    .option("--seconds <n>", "longest wall time; 60 unless another limit is given", atLeast(0))
    .option("--seed <n>", "the same seed, threads 1 and iterations give the same timetable", whole(0), 1)
    .option("--threads <n>", "searches side by side, each with a seed of its own", whole(1), 1)
    .option("--iterations <n>", "units of work per thread", whole(1))
    .option("--cpu-seconds <n>", "most CPU time of the whole command, threads included", atLeast(0))
    .option("--first", "end as soon as every lesson has its place")
    .option("--out <folder>", "write times and rooms, and copies of the input that FET can check")
    .option("--json", "print one line of JSON")
    .action(solve);
  timetable
    .command("check")
    .description(
      "judge a result: one in FET's format, FET's own included, or an XHSTT solution; exit code 1 if something hard is broken",
    )
    .argument("<file>", "the .fet file or XHSTT archive")
    .argument(
      "<result>",
      "the …_activities.xml file, or the archive with the solution (its last one is judged)",
    )
    .option("--json", "print one line of JSON")
    .action(check);
}

/** More threads than two for each processor would only take each other's time and memory. */
function usefulThreads(asked: number): number {
  const most = 2 * availableParallelism();
  if (asked > most) console.error(`${most} threads: more do not help on this machine`);
  return Math.min(asked, most);
}

type SolveOptions = {
  seconds?: number;
  seed: number;
  threads: number;
  iterations?: number;
  cpuSeconds?: number;
  first?: boolean;
  out?: string;
  json?: boolean;
};

async function solve(file: string, options: SolveOptions): Promise<void> {
  const cancel = new AbortController();
  const stop = () => cancel.abort(); // the best so far is written all the same
  // Before that the command just ends: while a file is read no signal is heard, and there is nothing to save.
  const onRead = () => {
    process.once("SIGINT", stop);
    process.once("SIGTERM", stop);
  };
  try {
    const text = readText(file);
    if (options.out) makeFolder(options.out);
    const isBounded = options.iterations !== undefined || options.cpuSeconds !== undefined;
    const seconds = options.seconds ?? (isBounded ? undefined : 60);
    const { summary, files } = await solveFile(text, {
      ...options,
      threads: usefulThreads(options.threads),
      seconds,
      onRead,
      signal: cancel.signal,
    });
    if (options.out) write(options.out, file, files);
    sayIssues(summary.issues);
    for (const reason of summary.impossible) console.error(`No timetable exists: ${reason}.`);
    sayResult(options.json ? JSON.stringify(summary) : describe(summary));
    if (!summary.solved) process.exitCode = exitCodes.refused;
    // whoever cancels does not wait while something is kept for the next start
    if (cancel.signal.aborted) process.stdout.write("", () => process.exit());
  } catch (error) {
    failWithFile(options.json, error);
  } finally {
    process.off("SIGINT", stop);
    process.off("SIGTERM", stop);
  }
}

async function check(file: string, result: string, options: { json?: boolean }): Promise<void> {
  try {
    const judged = await checkFiles(readText(file), readText(result));
    sayIssues(judged.issues);
    sayResult(options.json ? JSON.stringify(judged) : describeCheck(judged));
    if (judged.hard > 0) process.exitCode = exitCodes.refused;
  } catch (error) {
    failWithFile(options.json, error);
  }
}

function write(folder: string, input: string, files: Readonly<Record<string, () => string>>): void {
  const stem = basename(input, extname(input));
  for (const [name, text] of Object.entries(files)) writeText(join(folder, `${stem}_${name}`), text());
}

const describe = (summary: HeadlessSummary): string =>
  [
    summary.solved
      ? "Solved."
      : `Not solved: ${summary.unplaced} of ${summary.activities} lessons have no place.`,
    `Hard conflicts ${summary.hard}, soft ${summary.soft}.`,
    `${summary.wallSeconds} s, CPU ${summary.cpuSeconds} s, ${summary.iterations} steps, ${summary.peakMegabytes} MB.`,
  ].join("\n");

const describeCheck = ({ hard, soft, unplaced, accepted, byConstraint }: Checked): string =>
  [
    `hard ${hard}, soft ${soft}, unplaced ${unplaced}${accepted ? "" : "; the data would be refused"}`,
    ...byConstraint.map(
      ({ type, line, weight, n, hard: broken, cost }) =>
        `  ${type} (line ${line ?? "?"}, weight ${weight}): ${n}, costs ${broken || cost}`,
    ),
  ].join("\n");
