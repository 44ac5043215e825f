import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test, vi } from "vitest";
import { smallSchool } from "../../server/domains/timetable/testing/small-school.ts";
import { torn } from "../../server/domains/timetable/testing/torn-school.ts";
import { makeReady } from "./ready-made.ts";

const command = fileURLToPath(new URL("../atrium.js", import.meta.url));
const cache = fileURLToPath(new URL("../../.cache", import.meta.url));
// each test starts several processes, on a machine that may be busy
vi.setConfig({ testTimeout: 60_000 });

const folder = mkdtempSync(join(tmpdir(), "atrium-command-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

type Outcome = { code: number | null; out: string; errors: string; milliseconds: number };

/** Runs `atrium timetable …`; `stopAfter` milliseconds it is told to end. */
function atrium(args: readonly string[], stopAfter?: number): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const child = spawn(process.execPath, [command, "timetable", ...args], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    const said = { out: "", errors: "" };
    child.stdout.on("data", (piece: Buffer) => {
      said.out += piece.toString();
    });
    child.stderr.on("data", (piece: Buffer) => {
      said.errors += piece.toString();
    });
    if (stopAfter !== undefined) setTimeout(() => child.kill("SIGTERM"), stopAfter);
    child.once("error", reject);
    child.once("close", (code) => resolve({ ...said, code, milliseconds: performance.now() - began }));
  });
}

describe("atrium timetable solve", () => {
  test("prints one line of JSON and writes times, rooms and copies that check", async () => {
    const school = file("school.fet", smallSchool);
    const out = join(folder, "out");
    const solved = await atrium(["solve", school, "--seconds", "5", "--out", out, "--json"]);
    expect(solved).toMatchObject({ code: 0, errors: "" });
    expect(solved.out.trimEnd().split("\n")).toHaveLength(1);
    expect(JSON.parse(solved.out)).toMatchObject({
      solved: true,
      hard: 0,
      soft: 0,
      unplaced: 0,
      seed: 1,
      threads: 1,
    });
    expect(readdirSync(out).sort()).toEqual([
      "school_activities.xml",
      "school_data_and_timetable.fet",
      "school_data_and_timetable_hard.fet",
    ]);
    const checked = await atrium(["check", school, join(out, "school_activities.xml"), "--json"]);
    expect(checked.code).toBe(0);
    expect(JSON.parse(checked.out)).toMatchObject({ hard: 0, soft: 0, byConstraint: [] });
  });

  test("makes one file of itself to start from, which solves just as the sources do", async () => {
    const school = file("made.fet", smallSchool);
    const made = join(cache, "timetable.json");
    const solve = async () => {
      const { out } = await atrium(["solve", school, "--iterations", "5000", "--json"]);
      const { hard, soft, iterations, issues } = JSON.parse(out);
      return { hard, soft, iterations, issues };
    };
    rmSync(made, { force: true });
    const fromSources = await solve();
    await makeReady(); // as that run did, where it may write
    const { folder } = JSON.parse(readFileSync(made, "utf8"));
    expect(await solve()).toEqual(fromSources);
    expect(readdirSync(join(cache, folder))).toContain("command.solve.code"); // only who starts from it leaves that
  });

  test("told to end, saves the best so far at once", async () => {
    const school = file("torn.fet", torn);
    const out = join(folder, "stopped");
    // told before it listens, it just ends: then again, later
    for (const wait of [500, 2_000, 8_000, 20_000]) {
      const stopped = await atrium(["solve", school, "--seconds", "60", "--out", out, "--json"], wait);
      if (stopped.out === "") continue;
      expect(JSON.parse(stopped.out)).toMatchObject({ cancelled: true, solved: true, soft: 0.5 });
      expect(readFileSync(join(out, "torn_activities.xml"), "utf8").match(/<Day>[^<]/g)).toHaveLength(4);
      return;
    }
    throw new Error("it never listened");
  }, 60_000);

  test("says on the error stream what is wrong with a file, and ends with 2", async () => {
    const broken = file("broken.fet", smallSchool.replace("</fet>", ""));
    const outcome = await atrium(["solve", broken, "--json"]);
    expect(outcome.code).toBe(2);
    expect(outcome.errors).toMatch(/line \d+.*fet> is not closed/);
    expect(JSON.parse(outcome.out)).toMatchObject({ error: { reason: "timetable.file_unusable" } });
    expect(await atrium(["solve", join(folder, "none.fet")])).toMatchObject({
      code: 2,
      out: "",
      errors: expect.stringContaining("none.fet cannot be read"),
    });
    expect((await atrium(["solve", broken, "--seed", "x"])).code).toBe(2);
  });

  test("names the line of a constraint that speaks of somebody unknown, and solves the rest", async () => {
    const constraint =
      "<ConstraintTeacherMaxDaysPerWeek><Weight_Percentage>100</Weight_Percentage><Teacher_Name>Nobody</Teacher_Name><Max_Days_Per_Week>1</Max_Days_Per_Week></ConstraintTeacherMaxDaysPerWeek>\n";
    const text = smallSchool.replace("</Time_Constraints_List>", `${constraint}</Time_Constraints_List>`);
    const line = text.slice(0, text.indexOf("<ConstraintTeacherMaxDays")).split("\n").length;
    const outcome = await atrium(["solve", file("unknown.fet", text), "--seconds", "5", "--json"]);
    expect(outcome.errors).toContain(`(line ${line}): There is no teacher named Nobody`);
    expect(JSON.parse(outcome.out)).toMatchObject({ solved: true, accepted: false });
  });
});

describe("where the result cannot be written", () => {
  test.each([
    ["a file in the folder's place", () => file("taken", "")],
    ["a folder that takes no files", () => "/proc/atrium/out"],
  ])("%s is told of before the search", async (_, out) => {
    const school = file("out.fet", torn);
    const outcome = await atrium(["solve", school, "--seconds", "60", "--out", out(), "--json"]);
    expect(outcome.code).toBe(2);
    expect(JSON.parse(outcome.out)).toMatchObject({ error: { reason: "timetable.out_unwritable" } });
    expect(outcome.errors).toContain("cannot be written");
    expect(outcome.milliseconds).toBeLessThan(30_000);
  });
});

describe.each(["explain", "resolve"])(
  "atrium timetable %s treats its input as solve and check do",
  (name) => {
    const on = (path: string, ...rest: string[]) =>
      atrium([name, path, ...(name === "resolve" ? [path] : []), ...rest]);

    test("a file that is not there, or not UTF-8, is named, on one line for programs, with exit code 2", async () => {
      const missing = await on(join(folder, "none.fet"), "--json");
      expect(missing).toMatchObject({ code: 2, errors: expect.stringContaining("none.fet cannot be read") });
      expect(missing.out.trimEnd().split("\n")).toHaveLength(1);
      expect(JSON.parse(missing.out)).toMatchObject({ error: { reason: "timetable.file_unreadable" } });
      const latin = join(folder, "latin.fet");
      writeFileSync(latin, Buffer.from(smallSchool.replace("Ann", "Andr\u00e9"), "latin1"));
      const garbled = await on(latin, "--json");
      expect(garbled.code).toBe(2);
      expect(JSON.parse(garbled.out)).toMatchObject({ error: { reason: "timetable.file_not_text" } });
    });

    test("seconds that are no number are not guessed", async () => {
      const outcome = await on(file("seconds.fet", smallSchool), "--seconds", "abc");
      expect(outcome).toMatchObject({ code: 2, out: "", errors: expect.stringContaining("a number from") });
    });
  },
);

test("of very many threads only as many are started as the machine has use for", async () => {
  const school = file("threads.fet", torn);
  const outcome = await atrium(["solve", school, "--threads", "100000", "--seconds", "0", "--json"]);
  expect(outcome).toMatchObject({ code: 0, errors: expect.stringContaining("more do not help") });
  expect(JSON.parse(outcome.out).threads).toBeLessThan(10_000);
});
