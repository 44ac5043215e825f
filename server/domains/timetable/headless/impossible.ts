import { AppError } from "../../../core/errors.ts";
import { explainInThread } from "../explain/explain-in-thread.ts";
import { tellAnswer } from "../explain/tell.ts";
import { ruleText, sentenceOf } from "../explain/words.ts";
import type { Problem } from "../solver/model.ts";

/** Seconds for shrinking what the checks find to the smallest sets of rules. */
const seconds = 5;

/**
 * Asks the exact checks, in a thread of its own, whether a problem has no timetable at all.
 *
 * @returns why there is none, a sentence for each reason with its rules; nothing when the checks prove nothing, or were
 *   ended by `signal`.
 */
export async function provedImpossible(problem: Problem, signal: AbortSignal): Promise<string[]> {
  try {
    const answer = await explainInThread(problem, { seconds, checksOnly: true }, signal);
    const rows = { lessonId: () => "", patch: () => null };
    return tellAnswer(problem, answer, rows, 0).findings.map(({ reason, rules }) =>
      [sentenceOf(reason), ...rules.map(ruleText)].join("; "),
    );
  } catch (error) {
    // A thread that died leaves the question open; the search goes on.
    if (signal.aborted || error instanceof AppError) return [];
    throw error;
  }
}
