import { describe, expect, it } from "vitest";
import { evaluate } from "./evaluate.ts";
import { readArchive } from "./read-archive.ts";
import { constraintXml, meetXml, smallArchive } from "./testing/small-archive.ts";

const group = "<EventGroups><EventGroup Reference='events'/></EventGroups>";
const events = `<AppliesTo>${group}</AppliesTo>`;
const only = (kind: "Event" | "Resource", id: string) =>
  `<AppliesTo><${kind}s><${kind} Reference="${id}"/></${kind}s></AppliesTo>`;
const days = "<TimeGroups><TimeGroup Reference='d1'/><TimeGroup Reference='d2'/></TimeGroups>";
const limits = (minimum: number, maximum: number) =>
  `<Minimum>${minimum}</Minimum><Maximum>${maximum}</Maximum>`;
const daysWithin = (minimum: number, maximum: number) =>
  `<TimeGroups>${["d1", "d2"].map((day) => `<TimeGroup Reference="${day}">${limits(minimum, maximum)}</TimeGroup>`).join("")}</TimeGroups>`;

/** Cost of one constraint on a solution given as meets. */
function costOf(constraint: string, meets: readonly string[]): number {
  const { instances, solutions } = readArchive(smallArchive(constraint, meets.map(meetXml).join("")));
  const [instance] = instances;
  const [solution] = solutions;
  if (!instance || !solution) throw new Error("nothing was read");
  const { infeasibility, objective } = evaluate(instance, solution);
  return infeasibility + objective;
}

const fine = ["mathsA 2 d1h1 R", "mathsA 1 d2h1 R", "artA 1 d2h2", "mathsB 1 d1h3", "mathsB 1 d2h3"];
const role = "<Role>room</Role>";
const pair = (first: string, second: string, more: string) =>
  `<AppliesTo><EventPairs><EventPair><FirstEvent Reference="${first}"/><SecondEvent Reference="${second}"/>${more}</EventPair></EventPairs></AppliesTo>`;

describe("each kind of constraint counts what it says", () => {
  it.each<[kind: string, inner: string, meets: string[], cost: number]>([
    ["AssignResource", events + role, fine, 0],
    ["AssignResource", events + role, ["mathsA 2 d1h1", "mathsA 1 d2h1 R"], 2],
    ["AssignTime", events, fine, 0],
    ["AssignTime", events, ["mathsA 2 -", "mathsA 1 d1h1"], 2 + 1 + 2],
    [
      "SplitEvents",
      `${only("Event", "mathsA")}<MinimumDuration>1</MinimumDuration><MaximumDuration>2</MaximumDuration><MinimumAmount>2</MinimumAmount><MaximumAmount>2</MaximumAmount>`,
      fine,
      0,
    ],
    [
      "SplitEvents",
      `${only("Event", "mathsA")}<MinimumDuration>1</MinimumDuration><MaximumDuration>2</MaximumDuration><MinimumAmount>2</MinimumAmount><MaximumAmount>2</MaximumAmount>`,
      ["mathsA 3 d1h1"],
      2,
    ],
    ["DistributeSplitEvents", `${only("Event", "mathsA")}<Duration>2</Duration>${limits(1, 1)}`, fine, 0],
    ["DistributeSplitEvents", `${only("Event", "mathsB")}<Duration>2</Duration>${limits(1, 1)}`, fine, 1],
    ["PreferResources", `${events}<Resources><Resource Reference="R"/></Resources>${role}`, fine, 0],
    ["PreferResources", `${events}<Resources><Resource Reference="S"/></Resources>${role}`, fine, 3],
    ["PreferTimes", `${events}${days}`, fine, 0],
    ["PreferTimes", `${events}<Times><Time Reference="d1h1"/></Times>`, fine, 1 + 1 + 2],
    ["PreferTimes", `${events}<Times><Time Reference="d1h2"/></Times><Duration>2</Duration>`, fine, 2],
    ["AvoidSplitAssignments", events + role, fine, 0],
    ["AvoidSplitAssignments", events + role, ["mathsA 2 d1h1 R", "mathsA 1 d2h1 S"], 1],
    ["SpreadEvents", events + daysWithin(0, 3), fine, 0],
    ["SpreadEvents", events + daysWithin(0, 2), fine, 1],
    ["SpreadEvents", events + daysWithin(4, 5), fine, 2 + 1],
    ["LinkEvents", events, fine, 6],
    ["LinkEvents", events, ["mathsA 1 d1h1", "mathsA 2 -", "artA 1 d1h1", "mathsB 1 d1h1", "mathsB 1 -"], 0],
    ["OrderEvents", pair("artA", "mathsB", ""), ["artA 1 d1h1", "mathsB 2 d1h2"], 0],
    [
      "OrderEvents",
      pair("artA", "mathsB", "<MinSeparation>2</MinSeparation>"),
      ["artA 1 d1h1", "mathsB 2 d1h2"],
      2,
    ],
    [
      "OrderEvents",
      pair("artA", "mathsB", "<MaxSeparation>1</MaxSeparation>"),
      ["artA 1 d1h1", "mathsB 2 d2h2"],
      2,
    ],
    ["OrderEvents", pair("artA", "mathsB", ""), ["artA 1 d1h1", "mathsB 2 -"], 0],
    ["AvoidClashes", only("Resource", "T"), fine, 0],
    ["AvoidClashes", only("Resource", "T"), ["mathsA 3 d1h1", "mathsB 2 d1h2"], 2],
    ["AvoidUnavailableTimes", `${only("Resource", "T")}<Times><Time Reference="d2h2"/></Times>`, fine, 0],
    [
      "AvoidUnavailableTimes",
      `${only("Resource", "T")}<TimeGroups><TimeGroup Reference="d1"/></TimeGroups>`,
      fine,
      3,
    ],
    ["LimitIdleTimes", `${only("Resource", "T")}${days}${limits(0, 1)}`, fine, 0],
    ["LimitIdleTimes", `${only("Resource", "T")}${days}${limits(0, 0)}`, fine, 1],
    ["ClusterBusyTimes", `${only("Resource", "U")}${days}${limits(1, 1)}`, fine, 0],
    ["ClusterBusyTimes", `${only("Resource", "T")}${days}${limits(0, 1)}`, fine, 1],
    ["LimitBusyTimes", `${only("Resource", "T")}${days}${limits(2, 3)}`, fine, 0],
    ["LimitBusyTimes", `${only("Resource", "T")}${days}${limits(3, 3)}`, fine, 1],
    ["LimitBusyTimes", `${only("Resource", "U")}${days}${limits(2, 3)}`, fine, 1],
    ["LimitWorkload", only("Resource", "T") + limits(0, 5), fine, 0],
    ["LimitWorkload", only("Resource", "T") + limits(0, 3), fine, 2],
  ])("%s %s", (kind, inner, meets, cost) => {
    expect(costOf(constraintXml(kind, inner), meets)).toBe(cost);
  });
});

describe("the cost of a constraint", () => {
  const limit = only("Resource", "T") + days + limits(0, 1);
  const meets = ["mathsA 3 d1h1", "mathsB 2 d2h1"]; // two too many on the first day, one on the second

  it.each([
    ["Linear", 3],
    ["Sum", 3],
    ["Quadratic", 9],
    ["SquareSum", 9],
    ["Step", 1],
    ["StepSum", 1],
    ["SumSquares", 5],
    ["SumSteps", 2],
  ])("is the %s of its deviations, times its weight", (costFunction, cost) => {
    expect(costOf(constraintXml("LimitBusyTimes", limit, { costFunction, weight: 7 }), meets)).toBe(7 * cost);
  });

  it("is infeasibility when it is required, and objective value when not", () => {
    const [instance] = readArchive(
      smallArchive(constraintXml("LimitBusyTimes", limit, { required: true })),
    ).instances;
    const { solutions } = readArchive(smallArchive("", meets.map(meetXml).join("")));
    if (!instance || !solutions[0]) throw new Error("nothing was read");
    expect(evaluate(instance, solutions[0])).toMatchObject({ infeasibility: 3, objective: 0 });
  });
});
