import { describe, expect, it } from "vitest";
import { checkFet } from "./check.ts";
import { UnusableFile } from "./report.ts";
import { readResults, writeResults } from "./results.ts";
import { activity, constraint, smallDocument } from "./testing/small-file.ts";
import { toProblem } from "./to-problem.ts";
import { hardOnly, lockedCopy, writeFet } from "./write.ts";

const virtual = { name: "V", comments: "", building: "", capacity: 60, realRoomSets: [["R"], ["R", "S"]] };
const document = smallDocument({
  rooms: [...smallDocument().rooms, virtual],
  activities: [activity(1), activity(2, { active: false }), activity(3, { students: ["Z"] }), activity(5)],
  constraints: [
    constraint("ActivityPreferredRooms", { activity: 1, rooms: ["R", "S"] }, 50),
    constraint("ActivityPreferredRoom", { activity: 3, room: "V", realRooms: null }),
  ],
});
const { problem } = toProblem(document);
const results = (...activities: string[]) =>
  `<Activities_Timetable>${activities.map((inner) => `<Activity>${inner}</Activity>`).join("")}</Activities_Timetable>`;
const placed = results(
  "<Id>1</Id><Day>Mon</Day><Hour>9</Hour><Room>S</Room>",
  "<Id>3</Id><Day>Tue</Day><Hour>8</Hour><Room>V</Room><Real_Room>R</Real_Room><Real_Room>S</Real_Room>",
  "<Id>5</Id><Day></Day><Hour></Hour><Room></Room>",
);

describe("results", () => {
  it("give times, rooms and the real rooms of virtual ones; empty is unplaced", () => {
    const { solution, issues } = readResults(placed, problem);
    expect(issues).toEqual([]);
    expect([...solution.slot]).toEqual([1, 3, -1]);
    expect([...solution.room]).toEqual([1, 2, -1]);
    expect(solution.realRooms).toEqual([null, [0, 1], null]);
  });

  it("written and read again are the same", () => {
    const { solution } = readResults(placed, problem);
    const text = writeResults(problem, solution);
    expect(text.startsWith("\uFEFF<?xml")).toBe(true);
    expect(readResults(text, problem).solution).toEqual(solution);
  });

  it("name activities, days and rooms that do not exist", () => {
    const { issues } = readResults(
      results("<Id>9</Id>", "<Id>1</Id><Day>Sun</Day><Hour>9</Hour><Room>X</Room>"),
      problem,
    );
    expect(issues.map(({ code, details }) => [code, details.id ?? details.name])).toEqual([
      ["unknown-activity", "9"],
      ["unknown-name", "Sun"],
    ]);
  });

  it("must be results", () => {
    expect(() => readResults("<fet></fet>", problem)).toThrow(UnusableFile);
  });
});

describe("a check of two texts", () => {
  it("counts in FET's units and names the constraints, the costliest first", () => {
    const check = checkFet(writeFet(document), placed);
    expect(check).toMatchObject({ accepted: true, hard: 20_000, soft: 0, unplaced: 1, issues: [] });
    expect(check.byConstraint.map(({ type, n, hard }) => [type, n, hard])).toEqual([
      ["BasicCompulsoryTime", 10_000, 10_000],
      ["BasicCompulsorySpace", 10_000, 10_000],
    ]);
  });

  it("says when FET would not take the file", () => {
    const refused = smallDocument({
      constraints: [constraint("StudentsMaxGapsPerWeek", { maxGaps: 0 }, 50)],
    });
    const check = checkFet(writeFet(refused), results());
    expect(check.accepted).toBe(false);
    expect(check.issues).toMatchObject([{ severity: "refusal", code: "weight-below-100" }]);
  });
});

describe("a locked copy", () => {
  it("fixes time, room and real rooms of every placed activity at 100 %", () => {
    const { solution } = readResults(placed, problem);
    const locks = lockedCopy(document, problem, solution).constraints.slice(document.constraints.length);
    expect(locks.map(({ type, weight, params }) => [type, weight, params])).toEqual([
      [
        "ActivityPreferredStartingTime",
        100,
        { activity: 1, day: "Mon", hour: "9", permanentlyLocked: false },
      ],
      ["ActivityPreferredRoom", 100, { activity: 1, room: "S", realRooms: null, permanentlyLocked: false }],
      [
        "ActivityPreferredStartingTime",
        100,
        { activity: 3, day: "Tue", hour: "8", permanentlyLocked: false },
      ],
      [
        "ActivityPreferredRoom",
        100,
        { activity: 3, room: "V", realRooms: ["R", "S"], permanentlyLocked: false },
      ],
    ]);
  });

  it("can leave out all that is soft", () => {
    expect(hardOnly(document).constraints.map(({ weight }) => weight)).toEqual([100, 100, 100]);
  });
});
