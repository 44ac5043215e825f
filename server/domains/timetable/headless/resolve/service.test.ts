import { expect, test } from "vitest";
import { smallSchool } from "../../testing/small-school.ts";
import { checkFiles, solveFile } from "../service.ts";
import { resolveFile } from "./service.ts";

const options = { lostRooms: [], pinned: [], movePenalty: 10, iterations: 5_000, seed: 1 };

async function solved(): Promise<string> {
  const { files } = await solveFile(smallSchool, { seed: 1, threads: 1, iterations: 2_000 });
  return files["activities.xml"]?.() ?? "";
}

test("an absent teacher's lessons go to other days, and the result checks against the file", async () => {
  const before = await solved();
  const day = /<Id>2<\/Id>\s*<Day>(.+?)<\/Day>/.exec(before)?.[1] ?? "";
  const { summary, activities } = resolveFile(smallSchool, before, {
    ...options,
    absentTeachers: [`Bob:${day}`],
  });
  expect(summary.leastMoves).toBeLessThanOrEqual(summary.moved);
  expect(summary.moves).toHaveLength(summary.moved);
  expect(summary.unplaced).toEqual([]);
  const bobs = summary.moves.find(({ id }) => id === "2");
  expect(bobs?.from?.day).toBe(day);
  expect(bobs?.to?.day).not.toBe(day);
  expect(summary.hard).toBe(0);
  expect((await checkFiles(smallSchool, activities)).hard).toBe(0);
});

test("why a lesson stays without a place is told by the rules that keep it out", async () => {
  const before = await solved();
  const { summary } = resolveFile(smallSchool, before, { ...options, absentTeachers: ["Ann:Monday"] });
  // Ann has three lessons, and Tuesday two periods.
  expect(summary.unplaced).toHaveLength(1);
  expect(summary.blockers).toMatchObject([
    { lesson: { id: summary.unplaced[0] }, starts: 2, by: [{ kind: "basicCompulsoryTime", starts: 2 }] },
  ]);
});

test("a name that the file does not hold is refused with the name", async () => {
  const before = await solved();
  expect(() => resolveFile(smallSchool, before, { ...options, absentTeachers: ["Nobody:Monday"] })).toThrow(
    expect.objectContaining({ reason: "timetable.name_unknown", details: { name: "Nobody:Monday" } }),
  );
});
