import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import {
  checkFiles,
  type HeadlessSummary,
  solveFile,
} from "../../server/domains/timetable/headless/service.ts";
import { exitCodes, fail } from "./output.ts";

/** `atrium timetable solve` and `atrium timetable check`: the engine on files, without a database. */
export function addTimetableCommands(program: Command): void {
  const timetable = program.command("timetable").description("solve and check .fet files; needs no database");
  timetable
    .command("solve")
    .description("search a timetable for a .fet file; exit code 1 if none without hard conflicts was found")
    .argument("<file>", "the .fet file")
    .option("--seconds <n>", "longest wall time; 60 unless --iterations is given", atLeast(0))
    .option("--seed <n>", "the same seed, threads 1 and iterations give the same timetable", whole(0), 1)
    .option("--threads <n>", "searches side by side, each with a seed of its own", whole(1), 1)
    .option("--iterations <n>", "units of work per thread", whole(1))
    .option("--out <folder>", "write times and rooms, and copies of the input that FET can check")
    .option("--json", "print one line of JSON")
    .action(solve);
  timetable
    .command("check")
    .description(
      "judge a result in FET's format, FET's own included; exit code 1 if something hard is broken",
    )
    .argument("<file>", "the .fet file")
    .argument("<result>", "the …_activities.xml file")
    .option("--json", "print one line of JSON")
    .action(check);
}

type SolveOptions = {
  seconds?: number;
  seed: number;
  threads: number;
  iterations?: number;
  out?: string;
  json?: boolean;
};

async function solve(file: string, options: SolveOptions): Promise<void> {
  const cancel = new AbortController();
  const stop = () => cancel.abort(); // the best so far is written all the same
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  try {
    const seconds = options.seconds ?? (options.iterations === undefined ? 60 : undefined);
    const { summary, files } = await solveFile(readFileSync(file, "utf8"), {
      ...options,
      seconds,
      signal: cancel.signal,
    });
    if (options.out) {
      mkdirSync(options.out, { recursive: true });
      const stem = basename(file, extname(file));
      const write = (name: string, text: string) =>
        writeFileSync(join(options.out ?? ".", `${stem}_${name}`), text);
      write("activities.xml", files.activities);
      write("data_and_timetable.fet", files.locked);
      write("data_and_timetable_hard.fet", files.lockedHardOnly);
    }
    console.log(options.json ? JSON.stringify(summary) : describe(summary));
    if (!summary.solved) process.exitCode = exitCodes.refused;
  } catch (error) {
    fail(options.json, error);
  } finally {
    process.off("SIGINT", stop);
    process.off("SIGTERM", stop);
  }
}

function check(file: string, result: string, options: { json?: boolean }): void {
  try {
    const judged = checkFiles(readFileSync(file, "utf8"), readFileSync(result, "utf8"));
    const { hard, soft, unplaced, accepted, issues } = judged;
    const byConstraint = judged.byConstraint.map(
      ({ type, weight, n, hard: broken, cost, source, violations }) => ({
        type,
        weight,
        n,
        hard: broken,
        cost,
        line: source.line,
        violations,
      }),
    );
    if (options.json) console.log(JSON.stringify({ hard, soft, unplaced, accepted, byConstraint, issues }));
    else {
      console.log(
        `hard ${hard}, soft ${soft}, unplaced ${unplaced}${accepted ? "" : "; FET would refuse this file"}`,
      );
      for (const one of byConstraint)
        console.log(
          `  ${one.type} (line ${one.line ?? "?"}, ${one.weight} %): ${one.n}, costs ${one.hard || one.cost}`,
        );
    }
    if (hard > 0) process.exitCode = exitCodes.refused;
  } catch (error) {
    fail(options.json, error);
  }
}

const describe = (summary: HeadlessSummary): string =>
  [
    summary.solved
      ? "Solved."
      : `Not solved: ${summary.unplaced} of ${summary.activities} lessons have no place.`,
    `Hard conflicts ${summary.hard}, soft ${summary.soft}.`,
    `${summary.wallSeconds} s, CPU ${summary.cpuSeconds} s, ${summary.iterations} steps, ${summary.peakMegabytes} MB.`,
    ...summary.issues.slice(0, 20),
  ].join("\n");

function atLeast(least: number) {
  return (text: string): number => {
    const value = Number(text);
    if (!Number.isFinite(value) || value < least) throw new InvalidArgumentError(`a number from ${least}`);
    return value;
  };
}

function whole(least: number) {
  return (text: string): number => {
    const value = atLeast(least)(text);
    if (!Number.isInteger(value)) throw new InvalidArgumentError("a whole number");
    return value;
  };
}
