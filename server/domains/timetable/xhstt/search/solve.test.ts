import { describe, expect, it } from "vitest";
import { evaluate } from "../evaluate.ts";
import type { Cost, Instance } from "../model.ts";
import { readArchive } from "../read-archive.ts";
import { archiveFiles, hasArchives, readArchiveFile } from "../testing/shared-archives.ts";
import { constraintXml, smallArchive } from "../testing/small-archive.ts";
import { solveXhstt } from "./solve.ts";

const events = "<AppliesTo><EventGroups><EventGroup Reference='events'/></EventGroups></AppliesTo>";
const everybody =
  "<AppliesTo><ResourceGroups><ResourceGroup Reference='classs'/><ResourceGroup Reference='teachers'/></ResourceGroups></AppliesTo>";
const days = "<TimeGroups><TimeGroup Reference='d1'/><TimeGroup Reference='d2'/></TimeGroups>";
const small = smallArchive(
  [
    constraintXml("AssignTime", events, { required: true }),
    constraintXml("AssignResource", `${events}<Role>room</Role>`, { required: true }),
    constraintXml("AvoidClashes", everybody, { required: true }),
    constraintXml(
      "SplitEvents",
      `${events}<MinimumDuration>1</MinimumDuration><MaximumDuration>2</MaximumDuration><MinimumAmount>1</MinimumAmount><MaximumAmount>9</MaximumAmount>`,
      { required: true },
    ),
    constraintXml(
      "PreferResources",
      `${events}<Resources><Resource Reference="S"/></Resources><Role>room</Role>`,
    ),
    constraintXml("LimitIdleTimes", `${everybody}${days}<Minimum>0</Minimum><Maximum>0</Maximum>`),
  ].join(""),
);

/** A solution by a number of moves, what the search said of its cost, and the judge's word. */
function solved(instance: Instance, iterations: number, seed = 1) {
  let said: Cost = { infeasibility: Number.NaN, objective: Number.NaN };
  const { meets } = solveXhstt(instance, {
    seed,
    iterations,
    fraction: () => 0,
    onBetter: (cost) => {
      said = cost;
    },
  });
  const { infeasibility, objective } = evaluate(instance, { meets });
  return { meets, said, judged: { infeasibility, objective } };
}

const first = (text: string): Instance => {
  const [instance] = readArchive(text).instances;
  if (!instance) throw new Error("no instance");
  return instance;
};

describe("the search for XHSTT", () => {
  it("solves a small school to the end", () => {
    expect(solved(first(small), 20_000).judged).toEqual({ infeasibility: 0, objective: 0 });
  });

  it("makes no move more than it is told", () => {
    const instance = first(small);
    const { iterations } = solveXhstt(instance, { seed: 7, iterations: 10, fraction: () => 0 });
    expect(iterations).toBe(10);
  });

  it("gives the same for a seed and a number of moves", () => {
    const instance = first(small);
    expect(solved(instance, 500, 7).meets).toEqual(solved(instance, 500, 7).meets);
  });
});

describe.skipIf(!hasArchives)(`on real schools${hasArchives ? "" : " (skipped: shared data absent)"}`, () => {
  it.each(archiveFiles.filter((file) => !/All1[15]|Kottenpark|StPaul/.test(file)))(
    "%s: what it says of its own cost is the judge's word",
    (file) => {
      const { said, judged } = solved(first(readArchiveFile(file)), 3_000);
      expect(said.infeasibility).toBeCloseTo(judged.infeasibility, 6);
      expect(said.objective).toBeCloseTo(judged.objective, 6);
    },
    30_000,
  );
});
