import type { Worker } from "node:worker_threads";
import { describe, expect, test } from "vitest";
import { crowdedFile } from "../explain/testing/crowded-file.ts";
import { manyLessons } from "../testing/many-lessons.ts";
import { smallSchool } from "../testing/small-school.ts";
import { torn } from "../testing/torn-school.ts";
import { checkFiles, solveFile } from "./service.ts";

const text = (files: Readonly<Record<string, () => string>>, name: string) => files[name]?.() ?? "";
const options = { seed: 3, threads: 1, iterations: 2_000 };

describe("solving a file without a database", () => {
  test("gives the evaluator's numbers and files that pass the check", async () => {
    const { summary, files } = await solveFile(smallSchool, options);
    expect(summary).toMatchObject({
      solved: true,
      hard: 0,
      soft: 0,
      unplaced: 0,
      activities: 4,
      accepted: true,
    });
    expect(summary.firstFeasibleCpuSeconds).not.toBeNull();
    const activities = text(files, "activities.xml");
    expect(await checkFiles(smallSchool, activities)).toMatchObject({ hard: 0, unplaced: 0 });
    expect(await checkFiles(text(files, "data_and_timetable.fet"), activities)).toMatchObject({
      hard: 0,
      unplaced: 0,
      accepted: true,
    });
  });

  test("tells when the file has been read, before anything else is heard of the search", async () => {
    const heard: string[] = [];
    await solveFile(smallSchool, {
      ...options,
      onRead: () => heard.push("read"),
      onProgress: () => heard.push("progress"),
    });
    expect(heard.slice(0, 2)).toEqual(["read", "progress"]);
    await expect(solveFile("<html/>", { ...options, onRead: () => heard.push("again") })).rejects.toThrow();
    expect(heard).not.toContain("again");
  });

  test("the same seed and budget give the same timetable", async () => {
    const [one, other] = await Promise.all([
      solveFile(smallSchool, options),
      solveFile(smallSchool, options),
    ]);
    expect(text(one.files, "activities.xml")).toBe(text(other.files, "activities.xml"));
  });

  test("a school of 5,400 lessons loads and is solved within 600 megabytes", async () => {
    const { summary } = await solveFile(manyLessons({ classes: 180, seed: 1 }), {
      seed: 1,
      threads: 1,
      iterations: 200_000,
    });
    expect(summary).toMatchObject({ activities: 5_400, solved: true });
    expect(summary.peakMegabytes).toBeLessThan(600);
  }, 60_000);

  test("a budget of seconds includes the reading", async () => {
    const { summary } = await solveFile(manyLessons({ classes: 30, seed: 1 }), {
      seed: 1,
      threads: 1,
      seconds: 0,
    });
    expect(summary.iterations).toBeLessThan(200_000);
  });

  test.each([1, 2])(
    "however few the seconds, there is a moment to search in, with %i threads",
    async (threads) => {
      const { summary } = await solveFile(manyLessons({ classes: 4, seed: 1 }), {
        seed: 1,
        threads,
        seconds: 0,
      });
      expect(summary.unplaced).toBeLessThan(summary.activities);
    },
  );

  test("told to end before it begins in earnest, it starts no thread", async () => {
    let threads = 0;
    const count = () => threads++;
    process.on("worker", count);
    const cancel = new AbortController();
    const { summary } = await solveFile(torn, {
      seed: 1,
      threads: 1,
      seconds: 60,
      signal: cancel.signal,
      onProgress: () => cancel.abort(),
    }).finally(() => process.off("worker", count));
    expect(summary).toMatchObject({ cancelled: true, solved: true, soft: 0.5 });
    expect(threads).toBe(0);
  });

  test("of two threads the first is this one, and a cancel ends both", async () => {
    let threads = 0;
    const cancel = new AbortController();
    const count = (worker: Worker) => {
      threads++;
      worker.once("online", () => cancel.abort());
    };
    process.on("worker", count);
    const { summary } = await solveFile(torn, {
      seed: 1,
      threads: 2,
      seconds: 600,
      signal: cancel.signal,
    }).finally(() => process.off("worker", count));
    expect(summary).toMatchObject({ cancelled: true, solved: true });
    expect(threads).toBe(1);
  });

  test("a file that can be proved to have no timetable ends the search early, with the reason", async () => {
    await import("./impossible.ts"); // to load it beside a search takes the test runner long
    const { summary } = await solveFile(crowdedFile, { seed: 1, threads: 1, seconds: 600 });
    expect(summary).toMatchObject({ solved: false, cancelled: false });
    expect(summary.impossible).toEqual([
      expect.stringMatching(
        /^Rossi's 4 lesson hours do not fit into 3 free periods; TeacherNotAvailableTimes/,
      ),
    ]);
  }, 60_000);

  test("the check counts what is broken", async () => {
    const { files } = await solveFile(smallSchool, options);
    const elsewhere = text(files, "activities.xml")
      .replaceAll(/<Day>\w+</g, "<Day>Monday<")
      .replaceAll(/<Hour>\w+</g, "<Hour>P1<");
    // all four at once: Ann is in three of them, and the halves of 7A are in two each
    expect(await checkFiles(smallSchool, elsewhere)).toMatchObject({ hard: 4, unplaced: 0 });
  });

  test("refuses a day that is too long for the engine, by name", async () => {
    const hours = Array.from({ length: 31 }, (_, hour) => `<Hour><Name>H${hour}</Name></Hour>`).join("");
    const long = smallSchool.replace(/<Hours_List>.*<\/Hours_List>/s, `<Hours_List>${hours}</Hours_List>`);
    await expect(solveFile(long, options)).rejects.toMatchObject({
      code: "INVALID",
      reason: "timetable.day_too_long",
      details: { periods: 31, most: 30 },
    });
  });

  test("says why a file cannot be used, and where", async () => {
    await expect(solveFile("<fet version='6.8.5'><Days_List>", options)).rejects.toMatchObject({
      code: "INVALID",
      reason: "timetable.file_unusable",
      details: { issue: { code: "not-xml" }, text: expect.stringContaining("line") },
    });
  });
});
