/**
 * `npm run bench:engine -- [--seeds N] [--seconds S] FILE.fet …`: our engine and FET's `fet-cl` over the
 * same files and seeds, one thread each, in CPU seconds of the whole process. Ours first runs until a
 * complete timetable, then again for as long as FET took, to compare soft conflicts at the same time.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { parseFet } from "#server/domains/timetable/fet/parse.ts";
import { toProblem } from "#server/domains/timetable/fet/to-problem.ts";
import { evaluate } from "#server/domains/timetable/solver/evaluate.ts";
import { solve } from "#server/domains/timetable/solver/solve.ts";

type Run = { cpu: number; hard: number; soft: number; unplaced: number };

/** CPU seconds of this process so far, loading and parsing included. */
function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** One run of ours, in a process of its own: prints a `Run` as JSON. */
function runOnce(file: string, seed: number, seconds: number, untilComplete: boolean): void {
  const { problem } = toProblem(parseFet(readFileSync(file, "utf8")).document);
  let complete = false;
  const { solution } = solve(problem, {
    seed,
    shouldStop: () => cpuSeconds() >= seconds || (untilComplete && complete),
    onImprovement: (_, progress) => {
      complete = progress.unplaced === 0;
    },
  });
  const cpu = cpuSeconds();
  const { hard, soft, unplaced } = evaluate(problem, solution);
  console.log(JSON.stringify({ cpu, hard, soft, unplaced } satisfies Run));
}

function ours(file: string, seed: number, seconds: number, untilComplete: boolean): Run {
  const own = fileURLToPath(import.meta.url);
  const args = [own, "--run", file, "--seed", String(seed), "--seconds", String(seconds)];
  const text = execFileSync(process.execPath, untilComplete ? [...args, "--complete"] : args);
  return JSON.parse(text.toString()) as Run;
}

/** One run of FET, or null when it ran out of time. The shell's `times` gives the CPU of its children. */
function fet(file: string, seed: number, seconds: number): { cpu: number; soft: number } | null {
  const out = mkdtempSync(join(tmpdir(), "engine-bench-"));
  try {
    const seeds = [10, 11, 12, 20, 21, 22].map((of, i) => `--randomseeds${of}=${seed * 100 + 11 + i * 111}`);
    const command = ["timeout", String(seconds * 3), "fet-cl", `--inputfile=${file}`, `--outputdir=${out}`];
    const options = [`--timelimitseconds=${seconds}`, "--htmllevel=0", ...seeds];
    const { stdout } = spawnSync("sh", ["-c", '"$@" >/dev/null; times', "sh", ...command, ...options]);
    const children = stdout.toString().trim().split("\n").at(-1) ?? "";
    const cpu = [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
      (sum, [, m, s]) => sum + Number(m) * 60 + Number(s),
      0,
    );
    const soft = softConflicts(out);
    return soft === null ? null : { cpu, soft };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/** The total in FET's report of a finished timetable; unfinished ones are in other directories. */
function softConflicts(out: string): number | null {
  const report = readdirSync(out, { recursive: true, encoding: "utf8" }).find(
    (path) => path.endsWith("_soft_conflicts.txt") && !/-(current|highest)\//.test(path),
  );
  const total = report && /Total soft conflicts: ([\d.]+)/.exec(readFileSync(join(out, report), "utf8"));
  return total ? Number(total[1]) : null;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function benchFile(file: string, seeds: number, seconds: number, withFet: boolean): number | null {
  const runs = Array.from({ length: seeds }, (_, i) => {
    const peer = withFet ? fet(file, i + 1, seconds) : null;
    const first = ours(file, i + 1, seconds, true);
    const same = peer ? ours(file, i + 1, Math.max(peer.cpu, first.cpu), false) : first;
    return { peer, first, same };
  });
  const solved = runs.filter(({ first }) => first.unplaced === 0 && first.hard === 0);
  const cpu = solved.length > seeds / 2 ? median(runs.map(({ first }) => first.cpu)) : null;
  const peers = runs.flatMap(({ peer }) => (peer ? [peer] : []));
  const peerCpu = peers.length > seeds / 2 ? median(peers.map((peer) => peer.cpu)) : null;
  const ratio = cpu !== null && peerCpu !== null ? cpu / peerCpu : null;
  const show = (value: number | null) => (value === null ? "–" : value.toFixed(2)).padStart(9);
  const soft = median(runs.map(({ same }) => same.soft));
  const peerSoft = peers.length > 0 ? median(peers.map((peer) => peer.soft)) : null;
  console.log(
    `${basename(file, ".fet").slice(0, 34).padEnd(34)} ${`${solved.length}/${seeds}`.padStart(5)} ${`${peers.length}/${seeds}`.padStart(5)}` +
      `${show(cpu)}${show(peerCpu)}${show(ratio)}${show(soft)}${show(peerSoft)}`,
  );
  return ratio;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seeds: { type: "string", default: "5" },
    seconds: { type: "string", default: "60" },
    run: { type: "string" },
    seed: { type: "string", default: "1" },
    complete: { type: "boolean", default: false },
  },
});
if (values.run) runOnce(values.run, Number(values.seed), Number(values.seconds), values.complete);
else {
  const withFet = spawnSync("fet-cl", ["--version"]).error === undefined;
  if (!withFet) console.log("FET not installed: only ours is measured.");
  console.log(
    `${"file".padEnd(34)} ${"ours".padStart(5)} ${"FET".padStart(5)}${["CPU s", "FET s", "ratio", "soft", "FET soft"].map((head) => head.padStart(9)).join("")}`,
  );
  const ratios = positionals.flatMap(
    (file) => benchFile(file, Number(values.seeds), Number(values.seconds), withFet) ?? [],
  );
  if (ratios.length > 0)
    console.log(`median ratio of CPU seconds over ${ratios.length} files: ${median(ratios).toFixed(2)}`);
}
