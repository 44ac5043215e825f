// Installs what is missing before a README command runs; a no-op while the lock file is unchanged and the packages named
// are there, which `npm ci` under NODE_ENV=production leaves out.
// Plain JavaScript on purpose: it runs on the machine's own Node before anything is installed.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";

const stamp = "node_modules/.atrium-lock";
const missing = process.argv.slice(2).some((name) => !existsSync(`node_modules/${name}`));
const lock = createHash("sha256").update(readFileSync("package-lock.json")).digest("hex");

if (process.argv.includes("--stamp")) {
  mkdirSync("node_modules", { recursive: true });
  writeFileSync(stamp, lock);
} else if (missing || !existsSync(stamp) || readFileSync(stamp, "utf8") !== lock) {
  console.log("Installing packages (the lock file is new or has changed, or some were left out) …");
  const npm = (...args) =>
    spawnSync("npm", [...args, "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"], {
      stdio: "inherit",
      shell: process.platform === "win32",
    }).status ?? 1;
  // A registry that lacks packages of other platforms makes `ci` refuse the lock file; `install` keeps its versions too.
  process.exit(npm("ci") === 0 ? 0 : npm("install", "--no-save"));
}
