import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { parseFet } from "#server/domains/timetable/fet/parse.ts";
import { toProblem } from "#server/domains/timetable/fet/to-problem.ts";
import { explain, type Finding } from "#server/domains/timetable/solver/explain/explain.ts";
import type { ExactSolver } from "#server/domains/timetable/solver/explain/integer-model.ts";
import { groundOf, inject } from "#server/domains/timetable/solver/explain/testing/impossible.ts";
import { distanceKinds } from "#server/domains/timetable/solver/explain/testing/impossible-distances.ts";
import { lessonKinds } from "#server/domains/timetable/solver/explain/testing/impossible-lessons.ts";
import { peopleKinds } from "#server/domains/timetable/solver/explain/testing/impossible-people.ts";
import type { Problem } from "#server/domains/timetable/solver/model.ts";
import { createRandom } from "#server/domains/timetable/solver/search/random.ts";
import { quantile } from "../figure.ts";

export type ExplainPlan = {
  readonly seed: number;
  /** CPU seconds for one explanation. */
  readonly seconds: number;
  /** Names of the kinds to try; all when empty. */
  readonly kinds: readonly string[];
  readonly exact: ExactSolver | null;
};

const kinds = Object.entries({ ...peopleKinds, ...lessonKinds, ...distanceKinds });

/** What became of every kind of impossibility in one file; `seconds` is the median. */
export type Explained = {
  readonly kinds: number;
  readonly proved: number;
  readonly minimal: number;
  readonly seconds: number;
};

/** CPU seconds of this process so far: the machine may be busy with others. */
function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

type Outcome = { proved: boolean; minimal: boolean; named: boolean; seconds: number };

/** One kind in one file; null where the kind does not fit the file. */
function tryKind(problem: Problem, kind: (typeof kinds)[number][1], plan: ExplainPlan) {
  const random = createRandom(plan.seed);
  for (let attempt = 0; attempt < 20; attempt++) {
    const injection = kind(groundOf(problem, random));
    if (injection) return judge(inject(problem, injection), plan);
  }
  return null;
}

function judge(
  { problem, injected }: ReturnType<typeof inject>,
  { exact, seconds }: ExplainPlan,
): { outcome: Outcome; finding: Finding | undefined; problem: Problem } {
  const began = cpuSeconds();
  const secondsLeft = () => began + seconds - cpuSeconds();
  const [finding] = explain(problem, { exact, exactColumns: 20_000, secondsLeft, most: 1 });
  const rules = finding?.rules ?? [];
  const outcome = {
    proved: finding !== undefined,
    minimal: finding?.minimal === "school",
    named: injected.length === 0 || rules.some((rule) => injected.includes(rule)),
    seconds: cpuSeconds() - began,
  };
  return { outcome, finding, problem };
}

const show = (problem: Problem, finding: Finding | undefined) =>
  finding
    ? `${finding.proof.reason.kind} (${finding.minimal}): ${finding.rules.map((rule) => problem.constraints[rule]?.source.type).join(", ")}`
    : "nothing";

/**
 * Puts every kind of impossibility at random into a good file; prints whether each is proved, whether the named set of
 * rules is smallest (a timetable of the whole school is shown without each of its rules), and the CPU it took.
 */
export function explainFile(file: string, plan: ExplainPlan): Explained {
  const { problem } = toProblem(parseFet(readFileSync(file, "utf8")).document);
  const outcomes: Outcome[] = [];
  for (const [name, kind] of kinds) {
    if (plan.kinds.length > 0 && !plan.kinds.includes(name)) continue;
    const tried = tryKind(problem, kind, plan);
    if (!tried) continue;
    const { proved, minimal, named, seconds } = tried.outcome;
    outcomes.push(tried.outcome);
    if (!proved || !minimal || !named)
      console.log(
        `  ${name.padEnd(16)} ${seconds.toFixed(1).padStart(6)} s  ${show(tried.problem, tried.finding)}`,
      );
  }
  const times = outcomes.map(({ seconds }) => seconds);
  const median = quantile(times, 0.5);
  const count = (key: "proved" | "minimal" | "named") => outcomes.filter((one) => one[key]).length;
  console.log(
    `${basename(file, ".fet").slice(0, 34).padEnd(34)} ${outcomes.length} kinds: ${count("proved")} proved, ${count("minimal")} smallest, ` +
      `${count("named")} name the culprit; median ${median.toFixed(2)} s, longest ${Math.max(0, ...times).toFixed(1)} s`,
  );
  return { kinds: outcomes.length, proved: count("proved"), minimal: count("minimal"), seconds: median };
}
