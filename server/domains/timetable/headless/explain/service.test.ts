import { expect, test } from "vitest";
import { crowdedFile } from "../../explain/testing/crowded-file.ts";
import { smallSchool } from "../../testing/small-school.ts";
import { describeAnswer, explainFile } from "./service.ts";

test("A file is explained in sentences, with the rule's line and what would free it", async () => {
  const answer = await explainFile(crowdedFile, { seconds: 20 });
  expect(answer.verdict).toBe("impossible");
  expect(answer.findings[0]).toMatchObject({
    sentence: "Rossi's 4 lesson hours do not fit into 3 free periods",
    rules: [{ type: "TeacherNotAvailableTimes", line: expect.any(Number), about: ["Rossi"] }],
    minimal: "school",
  });
  const text = describeAnswer(answer);
  expect(text).toContain("No timetable exists: it is proved.");
  expect(text).toMatch(/→ TeacherNotAvailableTimes \(Rossi\), line \d+: open Tue 8/);
}, 60_000);

test("A file with a timetable is told to have one", async () => {
  const answer = await explainFile(smallSchool, { seconds: 20 });
  expect(answer).toMatchObject({ verdict: "possible", findings: [], blockers: [] });
}, 60_000);

test("What is no .fet file is refused with its place", async () => {
  await expect(explainFile("<html/>", { seconds: 1 })).rejects.toMatchObject({
    code: "INVALID",
    reason: "timetable.file_unusable",
  });
});
