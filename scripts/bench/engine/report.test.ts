import { describe, expect, it } from "vitest";
import { type FileFigures, medianOf } from "./measure.ts";
import { explainSummary, fileLine, heading, mendSummary, summary } from "./report.ts";

const figures = (name: string, given: Partial<FileFigures>): FileFigures => ({
  name,
  isRead: true,
  seeds: 5,
  solved: 5,
  peerSolved: 5,
  parseSeconds: 0.03,
  cpu: 1,
  peerCpu: 2,
  ratio: 0.5,
  soft: 3,
  peerSoft: 3,
  twoThreadsSoft: 2,
  megabytes: 100,
  agreed: { of: 5, yes: 5 },
  accepted: { of: 5, yes: 5 },
  impossible: false,
  ...given,
});

const files = [
  figures("fine", {}),
  figures("slow", { cpu: 5, ratio: 2.5, soft: 4, twoThreadsSoft: 3 }),
  figures("ours alone", { peerSolved: 0, peerCpu: null, ratio: null, peerSoft: null, twoThreadsSoft: null }),
  figures("nobody", {
    solved: 2,
    cpu: null,
    peerSolved: 1,
    peerCpu: null,
    ratio: null,
    soft: null,
    peerSoft: null,
    impossible: true,
  }),
];
const found = (text: string, what: string) =>
  text
    .split("\n")
    .find((row) => row.includes(what))
    ?.replaceAll(/\s+/g, " ");

describe("the engine's benchmark", () => {
  it("gives each file a line under its heading", () => {
    expect(fileLine(figures("fine", {})).split(/\s+/)).toEqual([
      "fine",
      "5/5",
      "5/5",
      "0.030",
      "1.00",
      "2.00",
      "0.50",
      "3.00",
      "3.00",
      "2.00",
      "100",
      "5/5",
    ]);
    expect(fileLine(figures("fine", {}))).toHaveLength(heading().length);
  });

  it("sums up what was asked", () => {
    const text = summary(files, true);
    expect(found(text, "of the files FET solves, ours")).toBe(
      "2 of the files FET solves, ours solves 2/2 100 % all",
    );
    expect(found(text, "within the same CPU")).toContain("1/2 50 %");
    expect(found(text, "slower than twice")).toContain("slow 1 none");
    expect(found(text, "soft conflicts at most")).toContain("1/2 50 % at least 90 %");
    expect(found(text, "fewer with two threads")).toContain("1/2 50 %");
    expect(found(text, "leaves unsolved")).toContain("1/2 50 %");
    expect(found(text, "neither solves")).toContain("1/1 100 %");
    expect(summary(files, false)).not.toContain("FET");
  });

  it("sums up explanations by kinds, and mending by moves", () => {
    const explained = explainSummary([
      { kinds: 30, proved: 30, minimal: 29, seconds: 1 },
      { kinds: 20, proved: 19, minimal: 18, seconds: 3 },
      { kinds: 10, proved: 10, minimal: 10, seconds: 2 },
    ]);
    expect(found(explained, "impossibilities proved")).toContain("59/60 98 % all");
    expect(found(explained, "median file")).toContain("2.00 under 10");
    const absent = { absent: "Ann:Monday", unplaced: 0 };
    const mended = mendSummary([
      { ...absent, seconds: 4, moved: 6, leastMoves: 3 },
      { ...absent, seconds: 4.5, moved: 7, leastMoves: 3, unplaced: 1 },
    ]);
    expect(found(mended, "the longest")).toContain("4.50 under 5");
    expect(found(mended, "twice the least")).toContain("1/2 50 % all");
    expect(found(mended, "has a place again")).toContain("1/2 50 %");
  });

  it("takes a run without a timetable for slower than all others", () => {
    expect(medianOf([3, null, 1])).toBe(3);
    expect(medianOf([3, null, null])).toBeNull();
  });
});
