import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseFet } from "../fet/parse.ts";
import { toProblem } from "../fet/to-problem.ts";
import { applyImport } from "../import/service.ts";
import { evaluate } from "../solver/evaluate.ts";
import { emptySolution, type Problem, type Solution } from "../solver/model.ts";
import { fetFiles, readFetFile } from "../testing/fet-files.ts";
import { openTestSchool, type TestSchool } from "../testing/school.ts";
import { loadModel } from "./model.ts";

let school: TestSchool;
beforeAll(async () => {
  school = await openTestSchool();
});
afterAll(() => school.close());

/** Every activity at an arbitrary but repeatable place, in a room where there are any: breaks rules of all kinds. */
function scatter(problem: Problem): Solution {
  const solution = emptySolution(problem);
  const slots = problem.days.length * problem.hours.length;
  const real = problem.rooms.flatMap((room, index) => (room.realRoomSets ? [] : [index]));
  problem.activities.forEach(({ id, duration }, index) => {
    const slot = (Number(id) * 7919) % slots;
    const fits = (slot % problem.hours.length) + duration <= problem.hours.length;
    solution.slot[index] = fits ? slot : slot - (slot % problem.hours.length);
    solution.room[index] = real[(Number(id) * 31) % real.length] ?? -1;
  });
  return solution;
}

/** The same places in another problem of the same school, found again by number and name. */
function carryOver(from: Problem, solution: Solution, to: Problem): Solution {
  const carried = emptySolution(to);
  const places = new Map(from.activities.map(({ id }, index) => [id, index]));
  const rooms = new Map(to.rooms.map(({ name }, index) => [name, index]));
  to.activities.forEach(({ id }, index) => {
    const source = places.get(id) ?? -1;
    carried.slot[index] = solution.slot[source] ?? -1;
    carried.room[index] = rooms.get(from.rooms[solution.room[source] ?? -1]?.name ?? "") ?? -1;
  });
  return carried;
}

describe.skipIf(fetFiles.length === 0)("a school that came from a file", () => {
  test.each(fetFiles)("%s is, once stored, the very problem of the file", async (fileName) => {
    const content = readFetFile(fileName);
    await school.as("timetabler", (ctx) =>
      applyImport(ctx, { schoolId: school.schoolId, fileName, content, missing: "remove" }),
    );
    const model = await school.as("timetabler", (ctx) => loadModel(ctx.db, school.schoolId));
    const { problem } = toProblem(parseFet(content).document);
    if (!model) throw new Error("The school is not there");
    expect(model.lessonIds).not.toContain("");
    expect(model.roomIds).not.toContain("");
    expect(countKinds(model.problem)).toEqual(countKinds(problem));
    const places = scatter(problem);
    const before = evaluate(problem, places);
    const after = evaluate(model.problem, carryOver(problem, places, model.problem));
    expect(after).toMatchObject({ hard: before.hard, unplaced: before.unplaced });
    expect(after.soft).toBeCloseTo(before.soft, 6);
    expect(before.hard).toBeGreaterThan(0); // the comparison has something to compare
  });
});

const countKinds = (problem: Problem) =>
  Object.fromEntries(
    [...Map.groupBy(problem.constraints, ({ kind }) => kind)].map(([kind, all]) => [kind, all.length]),
  );
