import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { HeadlessSummary } from "#server/domains/timetable/headless/service.ts";
import { run } from "./process.ts";

export type OurRun = HeadlessSummary & {
  /** CPU of the whole process, as measured from outside. */
  readonly measuredCpuSeconds: number;
};

const command = fileURLToPath(new URL("../../atrium.js", import.meta.url));

/** One run of the command as people run it; `limits` are its options. Null when it failed. */
export async function solveByUs(
  file: string,
  seed: number,
  limits: readonly string[],
  wallLimit: number,
): Promise<OurRun | null> {
  const args = ["solve", file, "--json", "--seed", String(seed), ...limits];
  const { line, cpuSeconds } = await atrium(args, wallLimit);
  if (!line.startsWith("{")) return null;
  const summary = JSON.parse(line) as HeadlessSummary | { error: unknown };
  return "error" in summary ? null : { ...summary, measuredCpuSeconds: cpuSeconds };
}

/** Runs `atrium timetable …`; `line` is its last line. */
export async function atrium(args: readonly string[], wallLimit: number) {
  const ran = await run([process.execPath, command, "timetable", ...args], wallLimit);
  return { ...ran, line: ran.out.trim().split("\n").at(-1) ?? "" };
}

/** The copy for FET to check in a folder that a run wrote to. */
export function lockedFileIn(folder: string): string | null {
  const name = readdirSync(folder).find((one) => one.endsWith("_data_and_timetable_hard.fet"));
  return name === undefined ? null : join(folder, name);
}
