/** `npm test [filter …]`: every project, then one line that says how many tests passed, failed and were skipped. */
import { spawn } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findChromium } from "./find-chromium.ts";

type Counts = { passed: number; failed: number; skipped: number };
type Report = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
};

const filters = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "atrium-tests-"));
const total: Counts = { passed: 0, failed: 0, skipped: 0 };
let broken = false;

try {
  await run("core", ["unit", "db"]);
  const journeys = globSync("app/e2e/**/*.spec.ts");
  const wanted = filters.length === 0 || filters.some((filter) => filter.includes("e2e"));
  if (!wanted) console.log("End-to-end tests were not asked for.");
  else if (findChromium()) await run("e2e", ["e2e"]);
  else skipJourneys(journeys.length);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(broken || total.failed > 0 ? 1 : 0);

async function run(name: string, projects: string[]): Promise<void> {
  const file = join(folder, `${name}.json`);
  const code = await vitest([
    "run",
    ...projects.flatMap((project) => ["--project", project]),
    ...["--reporter=default", "--reporter=json", `--outputFile.json=${file}`, "--passWithNoTests"],
    ...filters,
  ]);
  if (code !== 0) broken = true;
  const report = readReport(file);
  total.passed += report?.numPassedTests ?? 0;
  total.failed += report?.numFailedTests ?? 0;
  total.skipped += (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0);
}

function vitest(args: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join("node_modules", "vitest", "vitest.mjs"), ...args], {
      stdio: "inherit",
    });
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

/** Nothing is written when a set-up failed or no file matched; the exit code tells which. */
function readReport(file: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Report;
  } catch {
    return undefined;
  }
}

function skipJourneys(files: number): void {
  total.skipped += files;
  console.warn(
    `\nSKIPPED: ${files} files of end-to-end tests, because there is no Chromium on this machine.
Get one, for example with \`apt-get install chromium\`, or name one with CHROMIUM=/path/to/chrome.`,
  );
}
