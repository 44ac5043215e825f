import { useTranslations } from "use-intl";
import type { WhyNotAnswer } from "#server/domains/timetable/explain/schema.ts";
import { StatusBadge } from "~/ui/badge.tsx";
import { Card } from "~/ui/card.tsx";
import { RuleLink } from "./rule-link.tsx";

/** What the search ran into, lesson by lesson. Nothing of it is proved, and each card says so. */
export function BlockerList({
  schoolId,
  blockers,
}: {
  schoolId: string;
  blockers: WhyNotAnswer["blockers"];
}) {
  const t = useTranslations("whyNot");
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      {blockers.map(({ lesson, starts, by }) => (
        <Card
          key={lesson.id}
          title={t("blocked", { name: lesson.name, starts })}
          actions={<StatusBadge tone="warn">{t("unproved")}</StatusBadge>}
        >
          <ul className="grid gap-1">
            {by.map((rule, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a lesson's blockers never move
              <li key={index} className="flex items-baseline justify-between gap-4">
                <RuleLink schoolId={schoolId} rule={rule} />
                <span className="tabular shrink-0 text-muted text-small">
                  {t("ruleTimes", { count: rule.starts })}
                </span>
              </li>
            ))}
          </ul>
        </Card>
      ))}
    </div>
  );
}
