import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { quantile } from "../figure.ts";
import { lockedFileIn, type OurRun, solveByUs } from "./ours.ts";
import { acceptedByPeer, type PeerRun, solveByPeer } from "./peer.ts";

export type Plan = {
  readonly seeds: number;
  readonly cpuLimit: number;
  readonly withPeer: boolean;
  /** Also run two threads for FET's wall time. */
  readonly twoThreads: boolean;
};

type Trial = {
  readonly peer: PeerRun | null;
  /** Until the first complete timetable. */
  readonly first: OurRun | null;
  /** For as much CPU as FET took. */
  readonly same: OurRun | null;
  /** Two threads for as much wall time as FET took. */
  readonly two: OurRun | null;
  /** Whether FET took the times and rooms; null when there were none or no FET. */
  readonly accepted: boolean | null;
};

/** What was measured on one file; medians over the seeds. */
export type FileFigures = {
  readonly name: string;
  readonly isRead: boolean;
  readonly seeds: number;
  readonly solved: number;
  readonly peerSolved: number;
  readonly parseSeconds: number | null;
  /** CPU of the whole command until the first complete timetable; null when most seeds found none. */
  readonly cpu: number | null;
  readonly peerCpu: number | null;
  readonly ratio: number | null;
  /** Our CPU at most FET's in the median. */
  readonly soft: number | null;
  readonly peerSoft: number | null;
  readonly twoThreadsSoft: number | null;
  readonly megabytes: number | null;
  readonly agreed: { readonly of: number; readonly yes: number };
  readonly accepted: { readonly of: number; readonly yes: number };
  /** Ours proved that there is no timetable. */
  readonly impossible: boolean;
};

export async function measureFile(file: string, plan: Plan): Promise<FileFigures> {
  const trials: Trial[] = [];
  for (let seed = 1; seed <= plan.seeds; seed++) trials.push(await tryOnce(file, seed, plan));
  return summarise(basename(file).replace(/\.fet$/, ""), trials, plan);
}

async function tryOnce(file: string, seed: number, plan: Plan): Promise<Trial> {
  const out = mkdtempSync(join(tmpdir(), "engine-bench-"));
  try {
    const peer = plan.withPeer ? await solveByPeer(file, seed, plan.cpuLimit) : null;
    const wall = plan.cpuLimit * 3 + 10;
    const limit = ["--cpu-seconds", String(plan.cpuLimit)];
    const first = await solveByUs(file, seed, [...limit, "--first", "--out", out], wall);
    const accepted = plan.withPeer && first?.solved ? await isAccepted(out) : null;
    if (!peer) return { peer, first, same: first, two: null, accepted };
    // As long as FET, or for a slower file of ours until the first timetable, so that there is something to compare.
    const seconds = Math.max(peer.cpuSeconds, first?.firstFeasibleCpuSeconds ?? 0);
    const same = await solveByUs(file, seed, ["--cpu-seconds", String(seconds)], wall);
    const both = ["--threads", "2", "--seconds", String(peer.wallSeconds)];
    const two = plan.twoThreads ? await solveByUs(file, seed, both, wall) : null;
    return { peer, first, same, two, accepted };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

async function isAccepted(out: string): Promise<boolean> {
  const locked = lockedFileIn(out);
  return locked !== null && (await acceptedByPeer(locked));
}

function summarise(name: string, trials: readonly Trial[], { seeds }: Plan): FileFigures {
  const first = trials.map((trial) => trial.first);
  const solved = first.filter((run) => run?.solved).length;
  const peers = trials.flatMap(({ peer }) => peer ?? []);
  // A run without a timetable counts as slower than all others, so a median may not exist.
  const cpu = medianOf(first.map((run) => (run?.solved ? run.measuredCpuSeconds : null)));
  const peerCpu = medianOf(trials.map(({ peer }) => peer?.cpuSeconds ?? null));
  const count = (values: readonly (boolean | null | undefined)[]) => ({
    of: values.filter((value) => typeof value === "boolean").length,
    yes: values.filter((value) => value === true).length,
  });
  return {
    name,
    isRead: first.some((run) => run !== null),
    seeds,
    solved,
    peerSolved: peers.length,
    parseSeconds: medianOf(first.map((run) => run?.parseCpuSeconds ?? null)),
    cpu,
    peerCpu,
    ratio: cpu !== null && peerCpu !== null ? cpu / peerCpu : null,
    soft: medianOf(trials.map(({ same }) => (same?.solved ? same.soft : null))),
    peerSoft: medianOf(trials.map(({ peer }) => peer?.soft ?? null)),
    twoThreadsSoft: medianOf(trials.map(({ two }) => (two?.solved ? two.soft : null))),
    megabytes: medianOf(first.map((run) => run?.peakMegabytes ?? null)),
    agreed: count(peers.map(({ agreed }) => agreed)),
    accepted: count(trials.map(({ accepted }) => accepted)),
    impossible: first.some((run) => (run?.impossible.length ?? 0) > 0),
  };
}

/** The median where null is beyond every number; null when that is where the median lies. */
export function medianOf(values: readonly (number | null)[]): number | null {
  const middle = quantile(
    values.map((value) => value ?? Number.POSITIVE_INFINITY),
    0.5,
  );
  return Number.isFinite(middle) ? middle : null;
}
