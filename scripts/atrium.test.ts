import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test, vi } from "vitest";

vi.setConfig({ testTimeout: 60_000 }); // several processes, on a machine that may be busy

/** A product of which the timetable command only says from where it was started. */
const root = mkdtempSync(join(tmpdir(), "atrium-start-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
for (const folder of ["scripts/atrium", ".cache/made"]) mkdirSync(join(root, folder), { recursive: true });
copyFileSync(fileURLToPath(new URL("./atrium.js", import.meta.url)), join(root, "scripts/atrium.js"));
const write = (path: string, text: string) => writeFileSync(join(root, path), text);
write("package.json", '{"type":"module"}');
write("scripts/atrium/timetable-alone.ts", 'export const run = async () => console.log("sources");');
write(".cache/made/command.cjs", 'module.exports = { run: async () => console.log("ready-made") };');

function remember(source: string): void {
  const { size, mtimeMs } = statSync(join(root, source));
  write(".cache/timetable.json", JSON.stringify({ folder: "made", sources: [[source, size, mtimeMs]] }));
}

const startedFrom = () => {
  const command = [join(root, "scripts/atrium.js"), "timetable", "solve", "a.fet"];
  return spawnSync(process.execPath, command, { encoding: "utf8" }).stdout.trim();
};

test("the timetable command starts from the file made of it until a source changes or goes", () => {
  expect(startedFrom()).toBe("sources");
  remember("scripts/atrium/timetable-alone.ts");
  expect(startedFrom()).toBe("ready-made");
  expect(startedFrom(), "with the code kept by the run before").toBe("ready-made");
  utimesSync(join(root, "scripts/atrium/timetable-alone.ts"), new Date(), new Date());
  expect(startedFrom()).toBe("sources");
  write("gone.ts", "");
  remember("gone.ts");
  rmSync(join(root, "gone.ts"));
  expect(startedFrom()).toBe("sources");
});
