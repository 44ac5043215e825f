import { describe, expect, test } from "vitest";
import { smallSchool } from "../testing/small-school.ts";
import { checkFiles, solveFile } from "./service.ts";

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
    expect(checkFiles(smallSchool, files.activities)).toMatchObject({ hard: 0, unplaced: 0 });
    expect(checkFiles(files.locked, files.activities)).toMatchObject({
      hard: 0,
      unplaced: 0,
      accepted: true,
    });
  });

  test("the same seed and budget give the same timetable", async () => {
    const [one, other] = await Promise.all([
      solveFile(smallSchool, options),
      solveFile(smallSchool, options),
    ]);
    expect(one.files.activities).toBe(other.files.activities);
  });

  test("the check counts what is broken", async () => {
    const { files } = await solveFile(smallSchool, options);
    const elsewhere = files.activities
      .replaceAll(/<Day>\w+</g, "<Day>Monday<")
      .replaceAll(/<Hour>\w+</g, "<Hour>P1<");
    // all four at once: Ann is in three of them, and the halves of 7A are in two each
    expect(checkFiles(smallSchool, elsewhere)).toMatchObject({ hard: 4, unplaced: 0 });
  });

  test("says why a file cannot be used, and where", async () => {
    await expect(solveFile("<fet version='6.8.5'><Days_List>", options)).rejects.toMatchObject({
      code: "INVALID",
      reason: "timetable.file_unusable",
      details: { issue: { code: "not-xml" }, text: expect.stringContaining("line") },
    });
  });
});
