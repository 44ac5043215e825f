import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkFet } from "#server/domains/timetable/fet/check.ts";
import { run } from "./process.ts";

export type PeerRun = {
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
  readonly soft: number;
  /** Whether our evaluator finds nothing hard in FET's result and the same soft total. */
  readonly agreed: boolean;
};

/** Whether FET's command-line program is on the path. */
export const hasPeer = (): boolean => spawnSync("fet-cl", ["--version"]).error === undefined;

/** FET's six seeds of its generator, different for each of ours. */
const seedsOf = (seed: number): string[] =>
  [10, 11, 12, 20, 21, 22].map((of, index) => `--randomseeds${of}=${seed * 100 + 11 + index * 111}`);

/** One run of FET, or null when it found no timetable in the time. */
export async function solveByPeer(file: string, seed: number, cpuLimit: number): Promise<PeerRun | null> {
  return inFolder(async (out) => {
    const limit = `--timelimitseconds=${Math.ceil(cpuLimit)}`;
    const command = ["fet-cl", `--inputfile=${file}`, `--outputdir=${out}`, limit, "--htmllevel=0"];
    // its own limit is of wall time and not always kept
    const { cpuSeconds, wallSeconds } = await run([...command, ...seedsOf(seed)], cpuLimit * 1.5 + 5);
    const soft = softConflicts(out);
    if (soft === null || cpuSeconds > cpuLimit) return null;
    return { cpuSeconds, wallSeconds, soft, agreed: agrees(file, out, soft) };
  });
}

/** Whether FET takes our times and rooms: a copy of the file with every lesson locked, without wishes. */
export async function acceptedByPeer(lockedFile: string): Promise<boolean> {
  return inFolder(async (out) => {
    const command = ["fet-cl", `--inputfile=${lockedFile}`, `--outputdir=${out}`, "--timelimitseconds=30"];
    await run([...command, "--htmllevel=0"], 60);
    return softConflicts(out) !== null;
  });
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "engine-bench-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A file of a finished timetable; unfinished ones are in other directories. */
function resultFile(out: string, ending: string): string | null {
  const found = readdirSync(out, { recursive: true, encoding: "utf8" }).find(
    (path) => path.endsWith(ending) && !/-(current|highest)[/\\]/.test(path),
  );
  return found === undefined ? null : readFileSync(join(out, found), "utf8");
}

function softConflicts(out: string): number | null {
  const total = /Total soft conflicts: ([\d.]+)/.exec(resultFile(out, "_soft_conflicts.txt") ?? "");
  return total ? Number(total[1]) : null;
}

function agrees(file: string, out: string, soft: number): boolean {
  const results = resultFile(out, "_activities.xml");
  if (results === null) return false;
  const check = checkFet(readFileSync(file, "utf8"), results);
  return check.hard === 0 && check.accepted && Math.abs(check.soft - soft) < 1e-6;
}
