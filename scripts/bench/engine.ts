/**
 * `npm run bench:engine -- [options] [FILE.fet | FOLDER …]`: the engine beside FET's `fet-cl` over the same files and
 * as many seeds of each, one thread, in CPU seconds of the whole command. What each column and line means is in
 * docs/testing.md.
 */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type FileFigures, measureFile } from "./engine/measure.ts";
import { mendFile } from "./engine/mending.ts";
import { hasPeer } from "./engine/peer.ts";
import { inParallel } from "./engine/process.ts";
import { explainSummary, fileLine, heading, mendSummary, summary } from "./engine/report.ts";

const help = `npm run bench:engine -- [options] [FILE.fet | FOLDER …]
  --files <text>     only files whose path contains the text
  --seeds <n>        runs of each program per file (5)
  --cpu-limit <s>    CPU seconds per run (60)
  --jobs <n>         files measured at a time (half the processors)
  --two-threads      also two threads for FET's wall time (only meaningful on a quiet machine, with --jobs 1)
  --without-fet      only ours
  --explain          instead: impossibilities put into the files, and whether they are proved (item 5)
  --resolve          instead: a teacher's absence in the largest of the files, mended (item 6)
  --json             one line of JSON per file
Without files: those of ../shared/data/fet.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    files: { type: "string", default: "" },
    seeds: { type: "string", default: "5" },
    "cpu-limit": { type: "string", default: "60" },
    jobs: { type: "string", default: String(Math.max(1, Math.floor(availableParallelism() / 2))) },
    "two-threads": { type: "boolean", default: false },
    "without-fet": { type: "boolean", default: false },
    explain: { type: "boolean", default: false },
    resolve: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
if (values.help) console.log(help);
else await bench();

async function bench(): Promise<void> {
  const files = wantedFiles().filter((file) => file.includes(values.files));
  if (files.length === 0) {
    console.error(`No .fet files found.\n${help}`);
    process.exitCode = 2;
    return;
  }
  if (values.explain) return explainAll(files);
  if (values.resolve) return mendLargest(files);
  const withPeer = !values["without-fet"] && hasPeer();
  if (!withPeer) sayAlone();
  const [seeds, cpuLimit, jobs] = [values.seeds, values["cpu-limit"], values.jobs].map(Number);
  const plan = { seeds: seeds ?? 5, cpuLimit: cpuLimit ?? 60, withPeer, twoThreads: values["two-threads"] };
  if (!values.json) console.log(heading());
  const figures = await inParallel(files, jobs ?? 1, async (file) => show(await measureFile(file, plan)));
  if (!values.json) console.log(`\n${summary(figures, withPeer)}`);
}

async function explainAll(files: readonly string[]): Promise<void> {
  const { loadExactSolver } = await import("#server/domains/timetable/explain/highs.ts");
  const { explainFile } = await import("./engine/explanations.ts");
  const plan = { seed: 1, seconds: 30, kinds: [], exact: await loadExactSolver() };
  console.log(`\n${explainSummary(files.map((file) => explainFile(file, plan)))}`);
}

/** The largest file of which a timetable is found. */
async function mendLargest(files: readonly string[]): Promise<void> {
  const plan = { seeds: Number(values.seeds), cpuLimit: Number(values["cpu-limit"]) };
  const size = (file: string) => readFileSync(file, "utf8").split("<Activity>").length;
  for (const file of [...files].sort((a, b) => size(b) - size(a))) {
    const mended = await mendFile(file, plan);
    if (mended) return console.log(`\n${mendSummary(mended)}`);
    console.log(`${file}: no timetable to begin with`);
  }
}

function show(figures: FileFigures): FileFigures {
  console.log(values.json ? JSON.stringify(figures) : fileLine(figures));
  return figures;
}

function sayAlone(): void {
  const why = values["without-fet"]
    ? "--without-fet"
    : "fet-cl is not on the path (Debian: apt-get install fet)";
  console.error(`\n*** WITHOUT FET: ${why}. Only ours is measured; nothing below is a comparison. ***\n`);
}

/** The files given, those in folders given, or the shared ones. */
function wantedFiles(): string[] {
  const shared = fileURLToPath(new URL("../../../shared/data/fet", import.meta.url));
  const places = positionals.length > 0 ? positionals : existsSync(shared) ? [shared] : [];
  return places.flatMap((place) => {
    if (!statSync(place).isDirectory()) return [place];
    const inside = readdirSync(place, { recursive: true, encoding: "utf8" });
    return inside
      .filter((name) => name.endsWith(".fet"))
      .sort()
      .map((name) => join(place, name));
  });
}
