import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkFet } from "./check.ts";
import { readSchool, schoolFiles, schoolPath } from "./testing/shared-data.ts";

/** Shared schools that FET solves in a few seconds. */
const quick = [
  ...["Hopwood", "Horario_ISJ", "School-10-Oradea-2007-2008", "VietNamHungYen", "Lom_high_school_2007-2008"],
  ...["dgspro200809", "highschool-Ancona", "8th-highschool", "FS-2008-2009-difficult", "secondary-school"],
  ...["KalengaPSY2017T1d", "Liceo-2010", "shc-2013", "German-100_and_0", "vmg-20180901b-9"],
].filter((name) => schoolFiles.includes(`${name}.fet`));

/** Wall seconds for one file, and after which no other is begun: on a busy machine fewer are compared. */
const seconds = { each: 6, all: 45 } as const;

const hasPeer = spawnSync("fet-cl", ["--version"]).error === undefined;
const missing = hasPeer ? (quick.length > 0 ? null : "shared data absent") : "fet-cl is not on the path";
if (missing) console.warn(`FET's own results are not compared with our evaluator: ${missing}`);

describe.skipIf(missing !== null)(
  `schools that FET solves now${missing ? ` (skipped: ${missing})` : ""}`,
  () => {
    const began = performance.now();
    let folder = "";
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), "atrium-peer-"));
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it.for(quick)(
      "%s: nothing hard is broken by FET's own timetable, and the soft total is the one that FET tells",
      { timeout: seconds.each * 10_000 },
      async (name, { skip }) => {
        if (performance.now() - began > seconds.all * 1000) skip("no time left for FET");
        const solved = await solveByFet(schoolPath(`${name}.fet`), join(folder, name));
        if (!solved) return skip(`FET found no timetable in ${seconds.each} s`);
        const check = checkFet(readSchool(`${name}.fet`), solved.activities);
        expect(check).toMatchObject({ accepted: true, hard: 0, unplaced: 0 });
        expect(Math.abs(check.soft - solved.soft)).toBeLessThan(1e-6);
      },
    );
  },
);

/** FET's times and rooms, and its soft total; null when it found no timetable in the time. */
async function solveByFet(file: string, out: string): Promise<{ activities: string; soft: number } | null> {
  const limits = [`--timelimitseconds=${seconds.each}`, "--htmllevel=0"];
  await promisify(execFile)("fet-cl", [`--inputfile=${file}`, `--outputdir=${out}`, ...limits], {
    timeout: seconds.each * 2_000,
    killSignal: "SIGKILL",
    maxBuffer: 64 * 1024 * 1024,
  }).catch(() => null); // it ends with an error when the time is up
  const read = (ending: string) => {
    const found = readdirSync(out, { recursive: true, encoding: "utf8" }).find(
      (path) => path.endsWith(ending) && !/-(current|highest)[/\\]/.test(path), // those are of unfinished ones
    );
    return found === undefined ? null : readFileSync(join(out, found), "utf8");
  };
  const activities = read("_activities.xml");
  const total = /Total soft conflicts: ([\d.]+)/.exec(read("_soft_conflicts.txt") ?? "");
  return activities !== null && total ? { activities, soft: Number(total[1]) } : null;
}
