import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "atrium-install-"));
  mkdirSync(join(folder, "bin"));
  copyFileSync(fileURLToPath(new URL("./install.js", import.meta.url)), join(folder, "install.js"));
  writeFileSync(join(folder, "package-lock.json"), "{}");
  writeFileSync(join(folder, "bin/npm"), '#!/bin/sh\necho "$@" >> asked\n', { mode: 0o755 });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What npm was asked for when the script ran. */
function install(...args: string[]): string {
  rmSync(join(folder, "asked"), { force: true });
  const env = { ...process.env, PATH: `${join(folder, "bin")}:${process.env.PATH}` };
  const { status, stderr } = spawnSync(process.execPath, ["install.js", ...args], { cwd: folder, env });
  expect([status, String(stderr)]).toEqual([0, ""]);
  const asked = join(folder, "asked");
  return existsSync(asked) ? readFileSync(asked, "utf8") : "";
}

test("packages are installed when the lock file is new, and not again", () => {
  expect(install("some-tool")).toMatch(/^ci --include=dev/);
  install("--stamp");
  mkdirSync(join(folder, "node_modules/some-tool"));
  expect(install("some-tool")).toBe("");
  writeFileSync(join(folder, "package-lock.json"), '{ "changed": true }');
  expect(install("some-tool")).toMatch(/^ci --include=dev/);
});

test("a command whose tool was left out by an installation for production gets it", () => {
  install("--stamp");
  expect(install("some-tool")).toMatch(/^ci --include=dev/);
});
