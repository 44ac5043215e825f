import { AppError } from "../../../core/errors.ts";
import { evaluate } from "../xhstt/evaluate.ts";
import type { Instance, Solution } from "../xhstt/model.ts";
import { readArchive } from "../xhstt/read-archive.ts";
import { searchXhstt } from "../xhstt/search-in-threads.ts";
import { writeSolution } from "../xhstt/write-solution.ts";
import type { Checked } from "./fet-files.ts";
import {
  cpuSeconds,
  type HeadlessFiles,
  type HeadlessOptions,
  type HeadlessSummary,
  searchMilliseconds,
  startClock,
} from "./summary.ts";

/**
 * Solves the first instance of an XHSTT archive; see `solveFile`. The numbers are those of the official evaluation of
 * what is written. Throws `UnusableArchive`, `UnusableFile`.
 */
export async function solveXhsttFile(
  text: string,
  options: HeadlessOptions,
): Promise<{ summary: HeadlessSummary; files: HeadlessFiles }> {
  const clock = startClock();
  const began = performance.now();
  const archive = readArchive(text);
  const [instance] = archive.instances;
  if (!instance) throw new AppError("INVALID", "timetable.no_instance");
  clock.hasRead();
  options.onRead?.();
  const limits = limitsOf(options, () => clock.see({ unplaced: 0 }));
  const { meets, iterations } = await searchXhstt(instance, {
    seed: options.seed,
    threads: options.threads,
    iterations: options.iterations,
    cpuSeconds: options.cpuSeconds,
    milliseconds: Math.max(leastMilliseconds, searchMilliseconds(options.seconds, performance.now() - began)),
    ...limits,
  }).finally(limits.end);
  const evaluation = evaluate(instance, { meets });
  const { infeasibility, objective, unplaced } = evaluation;
  const summary: HeadlessSummary = {
    format: "xhstt",
    solved: infeasibility === 0,
    hard: infeasibility,
    soft: objective,
    unplaced,
    activities: meets.length,
    seed: options.seed,
    threads: options.threads,
    iterations,
    ...clock.stop(infeasibility === 0),
    cancelled: options.signal?.aborted ?? false,
    impossible: [],
    accepted: true,
    issues: [],
  };
  const solution = { meets, group: `Atrium_seed_${options.seed}` };
  return { summary, files: { "solution.xml": () => writeSolution(instance, solution, evaluation) } };
}

/** What threads get at least, however short the time: their start counts. */
const leastMilliseconds = 500;

/** The limits that threads do not know: CPU, and the first timetable without anything required broken. */
function limitsOf({ signal, cpuSeconds: most, first }: HeadlessOptions, see: () => void) {
  const limit = new AbortController();
  const look = () => {
    if (most !== undefined && cpuSeconds() >= most) limit.abort();
  };
  const timer = most === undefined ? undefined : setInterval(look, 20);
  return {
    signal: AbortSignal.any([limit.signal, ...(signal ? [signal] : [])]),
    onComplete() {
      see();
      if (first) limit.abort();
    },
    end: () => clearInterval(timer),
  };
}

/**
 * Judges the last solution of `result`, which may be the archive itself, by XHSTT's official cost: `hard` is the
 * infeasibility value, `soft` the objective value. Throws `UnusableArchive`, `UnusableFile`, or AppError INVALID
 * `timetable.no_solution`.
 */
export function checkXhstt(text: string, result: string): Checked {
  const archive = readArchive(text);
  const solution = readArchive(result, archive).solutions.at(-1);
  const instance = archive.instances.find(({ id }) => id === solution?.instance);
  if (!solution || !instance) throw new AppError("INVALID", "timetable.no_solution");
  return judge(instance, solution);
}

function judge(instance: Instance, solution: Solution): Checked {
  const { infeasibility, objective, unplaced, byConstraint } = evaluate(instance, solution);
  const broken = byConstraint.map(({ constraint, cost, points }) => ({
    type: `${constraint.kind} ${constraint.id}`,
    weight: constraint.weight,
    n: points.reduce((sum, { deviation }) => sum + deviation, 0),
    hard: constraint.required ? cost : 0,
    cost: constraint.required ? 0 : cost,
    line: null,
    violations: points,
  }));
  return {
    format: "xhstt",
    hard: infeasibility,
    soft: objective,
    unplaced,
    accepted: true,
    byConstraint: broken.sort((a, b) => b.hard - a.hard || b.cost - a.cost),
    issues: [],
  };
}
