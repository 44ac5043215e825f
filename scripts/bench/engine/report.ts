import type { Explained } from "./explanations.ts";
import { type FileFigures, medianOf } from "./measure.ts";
import type { Mended } from "./mending.ts";

const columns: readonly (readonly [head: string, cell: (figures: FileFigures) => string])[] = [
  ["solved", ({ solved, seeds }) => `${solved}/${seeds}`],
  ["FET", ({ peerSolved, seeds }) => `${peerSolved}/${seeds}`],
  ["parse s", ({ parseSeconds }) => number(parseSeconds, 3)],
  ["CPU s", ({ cpu }) => number(cpu)],
  ["FET s", ({ peerCpu }) => number(peerCpu)],
  ["ratio", ({ ratio }) => number(ratio)],
  ["soft", ({ soft }) => number(soft)],
  ["FET soft", ({ peerSoft }) => number(peerSoft)],
  ["2 thr.", ({ twoThreadsSoft }) => number(twoThreadsSoft)],
  ["MB", ({ megabytes }) => number(megabytes, 0)],
  ["FET takes", ({ accepted: { yes, of } }) => (of === 0 ? "–" : `${yes}/${of}`)],
];
const widths = columns.map(([head]) => Math.max(8, head.length) + 1);
const nameWidth = 36;

const number = (value: number | null, digits = 2) => (value === null ? "–" : value.toFixed(digits));
const line = (name: string, cells: readonly string[]) =>
  name.slice(0, nameWidth - 1).padEnd(nameWidth) +
  cells.map((cell, index) => cell.padStart(widths[index] ?? 9)).join("");

export const heading = (): string =>
  line(
    "file",
    columns.map(([head]) => head),
  );
export const fileLine = (figures: FileFigures): string =>
  line(
    figures.name,
    columns.map(([, cell]) => cell(figures)),
  );

/** What was asked of explanations (item 5) and of mending (item 6), beside what was measured. */
export function explainSummary(files: readonly Explained[]): string {
  const kinds = files.reduce((total, one) => total + one.kinds, 0);
  const count = (key: "proved" | "minimal") => files.reduce((total, one) => total + one[key], 0);
  return table([
    ["5  injected impossibilities proved", share(count("proved"), kinds), "all"],
    ["   … by a set of rules shown to be smallest", share(count("minimal"), kinds), "all"],
    ["   CPU seconds, median file", number(medianOf(files.map(({ seconds }) => seconds))), "under 10"],
  ]);
}

export function mendSummary(mended: readonly Mended[]): string {
  const few = mended.filter(({ moved, leastMoves }) => moved <= 2 * leastMoves);
  const whole = mended.filter(({ unplaced }) => unplaced === 0);
  return table([
    [
      "6  mended in seconds, the longest",
      number(Math.max(0, ...mended.map(({ seconds }) => seconds))),
      "under 5",
    ],
    ["   at most twice the least number of moved lessons", share(few.length, mended.length), "all"],
    ["   every lesson has a place again", share(whole.length, mended.length), ""],
  ]);
}

const table = (rows: readonly Row[]): string =>
  rows.map(([what, found, target]) => `${what.padEnd(72)} ${found.padStart(12)}   ${target}`).join("\n");

type Row = readonly [what: string, found: string, target: string];

/** What was asked of the engine, beside what was measured; null where nothing was measured. */
export function summary(files: readonly FileFigures[], withPeer: boolean): string {
  const rows = [...readRows(files), ...(withPeer ? peerRows(files) : [])];
  return table(rows);
}

const share = (part: number, whole: number): string =>
  whole === 0 ? "–" : `${part}/${whole} ${((100 * part) / whole).toFixed(0)} %`;
const sum = (files: readonly FileFigures[], of: (figures: FileFigures) => number): number =>
  files.reduce((total, one) => total + of(one), 0);

function readRows(files: readonly FileFigures[]): Row[] {
  const read = files.filter(({ isRead }) => isRead).length;
  const memory = Math.max(0, ...files.map(({ megabytes }) => megabytes ?? 0));
  const solved = files.filter(({ cpu }) => cpu !== null).length;
  return [
    ["1  files read", share(read, files.length), "all"],
    ["   files solved by most seeds within the limit", share(solved, files.length), ""],
    ["   most memory", `${memory} MB`, "bounded"],
  ];
}

function peerRows(files: readonly FileFigures[]): Row[] {
  const both = files.filter(({ peerCpu }) => peerCpu !== null);
  const withRatio = both.filter(({ ratio }) => ratio !== null);
  const inTime = withRatio.filter(({ ratio }) => (ratio ?? 2) <= 1);
  const slow = withRatio.filter(({ ratio }) => (ratio ?? 0) > 2);
  const compared = both.filter(({ soft, peerSoft }) => soft !== null && peerSoft !== null);
  const asGood = compared.filter(({ soft, peerSoft }) => (soft ?? 0) <= (peerSoft ?? 0) + 1e-6);
  const doubled = both.filter(({ twoThreadsSoft }) => twoThreadsSoft !== null);
  const improvable = doubled.filter(({ peerSoft }) => (peerSoft ?? 0) > 0);
  const better = improvable.filter(
    ({ twoThreadsSoft, peerSoft }) => (twoThreadsSoft ?? 0) < (peerSoft ?? 0) - 1e-6,
  );
  const open = files.filter(({ peerCpu }) => peerCpu === null);
  const neither = open.filter(({ cpu }) => cpu === null);
  const agreed = sum(files, (one) => one.agreed.of);
  const accepted = sum(files, (one) => one.accepted.of);
  return [
    [
      "1  FET's own results: nothing hard, its soft total within 1e-6",
      share(
        sum(files, (one) => one.agreed.yes),
        agreed,
      ),
      "all",
    ],
    ["2  of the files FET solves, ours solves", share(withRatio.length, both.length), "all"],
    ["   … within the same CPU time", share(inTime.length, both.length), "all"],
    [
      `   … but slower than twice: ${slow.map(({ name }) => name).join(", ") || "none"}`,
      String(slow.length),
      "none",
    ],
    ["   median ratio of CPU time", number(medianOf(withRatio.map(({ ratio }) => ratio))), "at most 0.50"],
    [
      "   FET takes our times and rooms",
      share(
        sum(files, (one) => one.accepted.yes),
        accepted,
      ),
      "all",
    ],
    [
      "3  soft conflicts at most FET's at FET's stopping time",
      share(asGood.length, compared.length),
      "at least 90 %",
    ],
    [
      "   fewer with two threads in the same wall time, where FET left some",
      share(better.length, improvable.length),
      "most",
    ],
    [
      "4  of the files FET leaves unsolved, ours solves",
      share(open.filter(({ cpu }) => cpu !== null).length, open.length),
      "20 of 65",
    ],
    [
      "   of the files that neither solves, ours proves impossible",
      share(neither.filter(({ impossible }) => impossible).length, neither.length),
      "",
    ],
  ];
}
