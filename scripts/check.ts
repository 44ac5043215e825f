/** `npm run check`: format and lint, types, dependency rules, dead code, tests. All run; the last lines sum up. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

type Step = {
  name: string;
  args: string[];
  cwd?: string;
  /** The step must fail, and say each of these. */
  mustSay?: string[];
};

const bin = (path: string) => fileURLToPath(new URL(`../node_modules/${path}`, import.meta.url));
const rules = fileURLToPath(new URL("../.dependency-cruiser.cjs", import.meta.url));
const cruiser = bin("dependency-cruiser/bin/dependency-cruise.mjs");

const steps: Step[] = [
  { name: "format and lint", args: [bin("@biomejs/biome/bin/biome"), "check", "."] },
  { name: "types", args: [bin("typescript/bin/tsc"), "-p", "."] },
  {
    name: "dependency rules",
    args: [cruiser, "--config", rules, "app", "server", "jobs", "scripts"],
  },
  {
    name: "dependency rules bite",
    args: [cruiser, "--config", rules, "--no-cache", "app", "server"],
    cwd: join("scripts", "testing", "forbidden-imports"),
    mustSay: ["core-knows-no-domain", "domains-meet-at-service", "app-enters-through-trpc"],
  },
  { name: "dead code", args: [bin("knip/bin/knip.js")] },
  { name: "tests", args: [fileURLToPath(new URL("./test.ts", import.meta.url))] },
];

const wanted = process.argv.slice(2);
const outcomes: { name: string; good: boolean; seconds: number }[] = [];
for (const step of steps) {
  if (wanted.length > 0 && !wanted.includes(step.name)) continue;
  console.log(`\n— ${step.name}`);
  const began = Date.now();
  const good = await run(step);
  outcomes.push({ name: step.name, good, seconds: (Date.now() - began) / 1000 });
}
console.log("");
for (const { name, good, seconds } of outcomes) {
  console.log(`${good ? "ok    " : "FAILED"} ${name} (${seconds.toFixed(1)} s)`);
}
process.exit(outcomes.every((one) => one.good) ? 0 : 1);

function run({ args, cwd, mustSay }: Step): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      stdio: mustSay ? ["ignore", "pipe", "ignore"] : "inherit",
      ...(cwd !== undefined && { cwd }),
    });
    let said = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
    child.once("error", reject);
    child.once("close", (code) =>
      resolve(mustSay ? code !== 0 && mustSay.every((word) => said.includes(word)) : code === 0),
    );
  });
}
