import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { squeezeScripts } from "./squeeze-scripts.ts";

const stamp = join("build", ".sources");
const sources = [
  "app/**/*.{ts,tsx,css,json,svg}",
  "server/**/*.ts",
  "*.config.{js,mjs}",
  "package-lock.json",
  "tsconfig.json",
];

/** Builds the pages if anything they are made of has changed since the last build; true if it built. */
export async function buildPages(say: (line: string) => void): Promise<boolean> {
  const hash = hashSources();
  if (existsSync(join("build", "index.js")) && existsSync(stamp) && readFileSync(stamp, "utf8") === hash) {
    return false;
  }
  say("Building the pages …");
  await runBuild();
  await squeezeScripts(join("public", "build"));
  writeFileSync(stamp, hash);
  return true;
}

function hashSources(): string {
  const hash = createHash("sha256");
  const files = globSync(sources).filter(
    (file) => !/\.(test|spec)\.tsx?$/.test(file) && !file.includes("/e2e/"),
  );
  for (const file of files.sort()) hash.update(file).update(readFileSync(file));
  return hash.digest("hex");
}

function runBuild(): Promise<void> {
  return new Promise((resolve, reject) => {
    const compiler = join("node_modules", "@remix-run", "dev", "dist", "cli.js");
    const child = spawn(process.execPath, [compiler, "build"], {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, NODE_ENV: "production" },
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk));
    child.once("error", reject);
    child.once("close", (code) =>
      code === 0 ? resolve() : reject(new Error(`The pages could not be built:\n${said}`)),
    );
  });
}
