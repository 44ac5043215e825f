import { useTranslations } from "use-intl";
import type { ImportAnswer } from "./import-answer.ts";
import { useIssueText } from "./issue-list.tsx";

/** Why a file was refused or an import stays, in the reader's language. */
export function useImportProblem(): (problem: NonNullable<ImportAnswer["problem"]>) => string {
  const t = useTranslations("timetable");
  const issueText = useIssueText();
  return (problem) => {
    if (problem.issue) return issueText(problem.issue);
    const known = problem.reason.replace(/^timetable\./, "") as "file_changed";
    const own = problem.reason.replace(/^timetable\.import\./, "") as "choose" | "tooLarge";
    if (t.has(`import.${own}`)) return t(`import.${own}`);
    return t.has(`problems.${known}`) ? t(`problems.${known}`) : t("problems.other");
  };
}
