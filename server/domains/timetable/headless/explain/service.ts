import { AppError } from "../../../../core/errors.ts";
import { explainInThread } from "../../explain/explain-in-thread.ts";
import type { ToldRelaxation, WhyNotAnswer } from "../../explain/schema.ts";
import { tellAnswer } from "../../explain/tell.ts";
import { blockerText, ruleText, sentenceOf } from "../../explain/words.ts";
import { parseFet } from "../../fet/parse.ts";
import { describeIssue, UnusableFile } from "../../fet/report.ts";
import { toProblem } from "../../fet/to-problem.ts";

/** One reason in words, beside its parts. Lessons are the file's activity ids. */
export type ExplainedFile = Omit<WhyNotAnswer, "findings" | "blockers"> & {
  readonly cpuSeconds: number;
  readonly findings: readonly (WhyNotAnswer["findings"][number] & {
    readonly sentence: string;
    readonly waysOut: readonly string[];
  })[];
  /** What stood in the search's way: nothing of it is proved. */
  readonly blockers: WhyNotAnswer["blockers"];
};

/**
 * Says why a .fet file has no timetable, without any database.
 *
 * @throws AppError INVALID `timetable.file_unusable` with the place and the reason.
 */
export async function explainFile(
  text: string,
  options: { readonly seconds: number; readonly signal?: AbortSignal },
): Promise<ExplainedFile> {
  const began = performance.now();
  const { problem } = toProblem(readable(() => parseFet(text)).document);
  const cpu = process.cpuUsage();
  const answer = await explainInThread(
    problem,
    { seconds: options.seconds - (performance.now() - began) / 1000, checksOnly: false },
    options.signal,
  );
  const rows = {
    lessonId: (index: number) => problem.activities[index]?.id ?? "",
    patch: () => null,
  };
  const told = tellAnswer(problem, answer, rows, (performance.now() - began) / 1000);
  const { user, system } = process.cpuUsage(cpu);
  return {
    ...told,
    cpuSeconds: Math.round((user + system) / 1e4) / 100,
    findings: told.findings.map((finding) => ({
      ...finding,
      sentence: sentenceOf(finding.reason),
      waysOut: finding.relaxations.map((one) => wayOut(finding, one)),
    })),
  };
}

function wayOut({ rules }: WhyNotAnswer["findings"][number], relaxation: ToldRelaxation): string {
  const rule = relaxation.rule === null ? undefined : rules[relaxation.rule];
  return `${rule ? `${ruleText(rule)}: ` : ""}${sentenceOf(relaxation)}`;
}

/** The answer as lines for people. */
export function describeAnswer(answer: ExplainedFile): string {
  const lines = answer.findings.flatMap(({ sentence, rules, waysOut, alike, minimal }) => [
    `${sentence}.`,
    ...rules.map((rule) => `  under ${ruleText(rule)}`),
    ...(rules.length > 0 && minimal !== "unknown"
      ? ["  Without any one of these rules it can be done."]
      : []),
    ...(alike > 0 ? [`  The same rules fail in ${alike} further places.`] : []),
    ...waysOut.map((way) => `  → ${way}`),
  ]);
  const heads = {
    impossible: "No timetable exists: it is proved.",
    possible: "A timetable exists.",
    unknown: "Nothing is proved. What stood in the way of the search:",
  };
  const blockers = answer.blockers.map((blocker) => `  ${blockerText(blocker)}`);
  return [heads[answer.verdict], ...lines, ...blockers].join("\n");
}

function readable<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof UnusableFile)) throw error;
    const { issue } = error;
    throw new AppError("INVALID", "timetable.file_unusable", { issue, text: describeIssue(issue) });
  }
}
