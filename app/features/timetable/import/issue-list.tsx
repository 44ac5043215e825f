import { useTranslations } from "use-intl";
import type { ImportIssue } from "#server/domains/timetable/import/schema.ts";
import type { Messages } from "~/i18n/catalog.server.ts";
import { StatusBadge, type StatusTone } from "~/ui/badge.tsx";

const tones: Record<ImportIssue["severity"], StatusTone> = {
  fatal: "bad",
  refusal: "warn",
  warning: "warn",
  note: "info",
};

/** What an issue says, in the reader's language. */
export function useIssueText(): (issue: ImportIssue) => string {
  const t = useTranslations("fileIssues");
  return ({ code, details }) => {
    const key = code as keyof Messages["fileIssues"];
    return t.has(key) ? t(key, details as never) : code;
  };
}

/** Everything in a file that was left out or read differently: where, what, why. */
export function IssueList({ issues }: { issues: readonly ImportIssue[] }) {
  const t = useTranslations("timetable.import");
  const issueText = useIssueText();
  return (
    <ul className="divide-y divide-line">
      {issues.map((issue, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
        <li key={index} className="flex flex-wrap items-baseline gap-x-3 gap-y-1 px-4 py-2 text-small">
          <StatusBadge tone={tones[issue.severity]}>{t(`severity.${issue.severity}`)}</StatusBadge>
          <span className="min-w-0 flex-1 basis-60">{issueText(issue)}</span>
          <span className="text-caption text-muted">
            <bdi>{issue.element}</bdi>
            {issue.line !== null && <> · {t("line", { line: issue.line })}</>}
          </span>
        </li>
      ))}
    </ul>
  );
}
