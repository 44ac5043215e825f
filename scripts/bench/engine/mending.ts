import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { parseFet } from "#server/domains/timetable/fet/parse.ts";
import type { ResolveSummary } from "#server/domains/timetable/headless/resolve/service.ts";
import { atrium, solveByUs } from "./ours.ts";

/** One absence in a solved school. */
export type Mended = {
  readonly absent: string;
  /** Wall seconds of the whole command. */
  readonly seconds: number;
  readonly moved: number;
  readonly leastMoves: number;
  readonly unplaced: number;
};

/**
 * Solves a school once; then, for each seed, lets a teacher be absent on a day on which they have lessons, and mends the
 * timetable with the command. Null when no timetable was found to begin with.
 */
export async function mendFile(file: string, plan: { readonly seeds: number; readonly cpuLimit: number }) {
  const out = mkdtempSync(join(tmpdir(), "engine-bench-"));
  try {
    const limits = ["--cpu-seconds", String(plan.cpuLimit), "--out", out];
    const solved = await solveByUs(file, 1, limits, plan.cpuLimit * 3 + 10);
    if (!solved?.solved) return null;
    const result = join(out, readdirSync(out).find((name) => name.endsWith("_activities.xml")) ?? "");
    const absences = absencesIn(readFileSync(file, "utf8"), readFileSync(result, "utf8"));
    const mended: Mended[] = [];
    for (let seed = 1; seed <= plan.seeds; seed++) {
      const absent = absences[(seed * 7919) % absences.length] ?? "";
      const { line, wallSeconds } = await atrium(
        ["resolve", file, result, "--absent-teacher", absent, "--seed", String(seed), "--json"],
        60,
      );
      const { moved, leastMoves, unplaced } = JSON.parse(line) as ResolveSummary;
      mended.push({ absent, seconds: wallSeconds, moved, leastMoves, unplaced: unplaced.length });
    }
    console.log(`${basename(file)}, a teacher absent for a day`);
    for (const one of mended) console.log(`  ${mendedLine(one)}`);
    return mended;
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

const mendedLine = ({ absent, seconds, moved, leastMoves, unplaced }: Mended): string =>
  `${absent.padEnd(40)} ${seconds.toFixed(1)} s, ${moved} lessons moved, at least ${leastMoves} had to; ${unplaced} without a place`;

/** Every teacher with every day on which the timetable has lessons of theirs, as the command names them. */
function absencesIn(fetText: string, resultText: string): string[] {
  const dayOf = new Map(
    [...resultText.matchAll(/<Id>(\d+)<\/Id>\s*<Day>([^<]*)<\/Day>/g)].map(([, id, day]) => [
      Number(id),
      day ?? "",
    ]),
  );
  const { activities, days } = parseFet(fetText).document;
  const absences = activities.flatMap(({ id, teachers }) => {
    const day = days.find((name) => name === dayOf.get(id));
    return day === undefined ? [] : teachers.map((teacher) => `${teacher}:${day}`);
  });
  return [...new Set(absences)];
}
