import { describe, expect, it } from "vitest";
import { readArchive } from "./read-archive.ts";
import { constraintXml, meetXml, smallArchive } from "./testing/small-archive.ts";

describe("reading an archive", () => {
  it("knows times, groups, resources and events by number", () => {
    const [instance] = readArchive(smallArchive("")).instances;
    expect(instance).toMatchObject({ id: "small", name: "Small" });
    expect(instance?.timeGroups.map(({ id, kind, times }) => [id, kind, times])).toEqual([
      ["d1", "day", [0, 1, 2]],
      ["d2", "day", [3, 4, 5]],
      ["all", "group", [0, 1, 2, 3, 4, 5]],
    ]);
    expect(instance?.resourceGroups.map(({ resources }) => resources)).toEqual([
      [0, 1],
      [2, 3],
      [4, 5],
    ]);
    expect(instance?.events[0]?.resources).toEqual([
      { role: "", type: 0, resource: 0, workload: 3 },
      { role: "", type: 1, resource: 2, workload: 3 },
      { role: "room", type: 2, resource: -1, workload: 3 },
    ]);
  });

  it("puts an event that a solution does not mention there in one piece, without a time", () => {
    const [solution] = readArchive(smallArchive("", meetXml("artA 1 d1h1"))).solutions;
    expect(solution?.meets.map(({ event, duration, time }) => [event, duration, time])).toEqual([
      [1, 1, 0],
      [0, 3, -1],
      [2, 2, -1],
    ]);
  });

  it("reads a solution for an instance of another archive", () => {
    const archive = readArchive(smallArchive(""));
    const alone = smallArchive("", meetXml("artA 1 d1h2")).replace(/<Instances>.*<\/Instances>/s, "");
    expect(readArchive(alone, archive).solutions[0]?.meets[0]?.time).toBe(1);
    expect(() => readArchive(alone)).toThrow("there is no instance small");
  });

  it.each([
    ["a root of another kind", "<fet/>", "the root element must be HighSchoolTimetableArchive"],
    [
      "an unknown kind",
      smallArchive(constraintXml("BeNice", "")),
      "BeNiceConstraint BeNice (line 9): unknown kind",
    ],
    [
      "an unknown reference",
      smallArchive(
        constraintXml("AssignTime", "<AppliesTo><Events><Event Reference='x'/></Events></AppliesTo>"),
      ),
      "Event x (line 9): there is no event x",
    ],
    [
      "an unknown cost function",
      smallArchive(constraintXml("AssignTime", "<AppliesTo/>", { costFunction: "Cubic" })),
      "unknown CostFunction Cubic",
    ],
    [
      "durations that do not add up",
      smallArchive("", meetXml("mathsA 2 d1h1")),
      "mathsA has duration 2 instead of 3",
    ],
    ["a meet that runs past the end", smallArchive("", meetXml("mathsA 3 d2h2")), "runs past the last time"],
    [
      "a role that the event lacks",
      smallArchive("", meetXml("artA 1 d1h1 R")),
      "event artA has no role room",
    ],
  ])("refuses %s, and says where", (_, text, problem) => {
    expect(() => readArchive(text)).toThrow(problem);
  });
});
