import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

type Names = Record<string, string>;
type Locked = { packages: Record<string, { dependencies?: Names; optionalDependencies?: Names }> };
const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as Locked;

/** Whether a package installed at `path` finds `name` in its own or an outer node_modules folder. */
function finds(path: string, name: string): boolean {
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf("/node_modules/")))) {
    if (`${at === "" ? "" : `${at}/`}node_modules/${name}` in packages) return true;
    if (at === "") return false;
  }
}

// npm leaves out what the registry or this machine lacks, and `npm ci` elsewhere then refuses the file
test("the lock file lists every package that another needs, on every platform, so that a fresh clone installs anywhere", () => {
  const missing = Object.entries(packages).flatMap(([path, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies }).filter((name) => !finds(path, name)),
  );
  expect(missing).toEqual([]);
});
