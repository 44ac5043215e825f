import { describe, expect, it } from "vitest";
import { evaluate } from "../solver/evaluate.ts";
import { emptySolution } from "../solver/model.ts";
import { catalogue } from "./catalogue/catalogue.ts";
import { parseFet } from "./parse.ts";
import { UnusableFile } from "./report.ts";
import { sampleParams } from "./testing/sample-params.ts";
import { activity, constraint, smallDocument } from "./testing/small-file.ts";
import { toProblem } from "./to-problem.ts";
import { writeFet } from "./write.ts";

/** Numbers in [0, 1), the same for a seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const values = [
  "",
  "-1",
  "0",
  "7",
  "999999999",
  "1e400",
  "NaN",
  "true",
  "Mon",
  "T",
  "Y",
  "R",
  "&amp;",
  "<x/>",
];

/** The text with one leaf's content replaced, one line dropped or doubled, or its end cut off. */
function damaged(text: string, random: () => number): string {
  const lines = text.split("\n");
  const at = Math.floor(random() * lines.length);
  const line = lines[at] ?? "";
  const value = values[Math.floor(random() * values.length)] ?? "";
  const changes = [
    line.replace(/>[^<]*</, `>${value}<`),
    "",
    `${line}\n${line}`,
    line.replace(/<(\w+)>/, "<$1x>").replace(/<\/(\w+)>/, "</$1x>"),
  ];
  lines[at] = changes[Math.floor(random() * changes.length)] ?? "";
  const whole = lines.join("\n");
  return random() < 0.02 ? whole.slice(0, Math.floor(random() * whole.length)) : whole;
}

describe("a damaged file", () => {
  const constraints = [...catalogue.keys()].map((type) => constraint(type, sampleParams(type)));
  const activities = [
    activity(1, { tags: ["Lab"] }),
    activity(2),
    activity(3, { students: ["A"], duration: 2 }),
  ];

  it.each(["official", "mornings-afternoons", "block-planning", "terms"] as const)(
    "in %s mode is refused or read and judged, and never breaks the reader",
    (mode) => {
      const terms = mode === "terms" ? { count: 2, daysPerTerm: 1 } : null;
      const text = writeFet(smallDocument({ mode, terms, activities, constraints }));
      const random = randomFrom(mode.length);
      let read = 0;
      for (let round = 0; round < 40; round++) {
        try {
          const { problem } = toProblem(parseFet(damaged(damaged(text, random), random)).document);
          const solution = emptySolution(problem);
          solution.slot.fill(0);
          expect(evaluate(problem, solution).unplaced).toBe(0);
          read++;
        } catch (error) {
          expect(error).toBeInstanceOf(UnusableFile);
        }
      }
      expect(read).toBeGreaterThan(15);
    },
  );
});
