import { Wrench } from "lucide-react";
import { useTranslations } from "use-intl";
import type { ToldFinding, ToldRelaxation } from "#server/domains/timetable/explain/schema.ts";
import { StatusBadge } from "~/ui/badge.tsx";
import { Button } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import type { RulePatch } from "./change.ts";
import { RuleLink } from "./rule-link.tsx";
import { useWhyWords } from "./use-why-words.ts";

type Props = {
  schoolId: string;
  finding: ToldFinding;
  busy: boolean;
  onApply: (ruleId: string, patch: RulePatch) => void;
};

/** One thing that cannot be: the sentence, the rules and lessons behind it, and what would free it. */
export function FindingCard({ schoolId, finding, busy, onApply }: Props) {
  const t = useTranslations("whyNot");
  const words = useWhyWords();
  const { rules, relaxations, alike, minimal } = finding;
  return (
    <Card title={words.reason(finding.reason)} actions={<StatusBadge tone="bad">{t("proved")}</StatusBadge>}>
      <div className="grid gap-4">
        <div>
          <h3 className="font-strong text-small">{t("under")}</h3>
          {rules.length === 0 ? (
            <p className="text-muted">{t("noRules")}</p>
          ) : (
            <ul className="mt-1 list-disc ps-5">
              {rules.map((rule, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a finding's rules never move
                <li key={index}>
                  <RuleLink schoolId={schoolId} rule={rule} />
                </li>
              ))}
            </ul>
          )}
          {rules.length > 1 && minimal !== "unknown" && (
            <p className="mt-1 text-muted text-small">{t("smallest")}</p>
          )}
          {alike > 0 && <p className="mt-1 text-muted text-small">{t("alike", { count: alike })}</p>}
        </div>
        <Lessons lessons={finding.lessons} />
        <div>
          <h3 className="font-strong text-small">{t("waysOut")}</h3>
          {relaxations.length === 0 && <p className="text-muted">{t("noWaysOut")}</p>}
          <ul className="mt-1 grid gap-2">
            {relaxations.map((one, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: ways out never move
              <li key={index}>
                <WayOut finding={finding} relaxation={one} busy={busy} onApply={onApply} />
              </li>
            ))}
          </ul>
        </div>
      </div>
    </Card>
  );
}

/** The lessons that a reason speaks of; many stay folded. */
function Lessons({ lessons }: { lessons: ToldFinding["lessons"] }) {
  const t = useTranslations("whyNot");
  return (
    <details className="group">
      <summary className="w-fit cursor-pointer rounded-small font-strong text-small">
        {t("lessons", { count: lessons.length })}
      </summary>
      <ul className="mt-1 columns-1 gap-6 ps-5 text-small sm:columns-2 lg:columns-3">
        {lessons.map(({ id, name }) => (
          <li key={id} className="list-disc">
            {name}
          </li>
        ))}
      </ul>
    </details>
  );
}

function WayOut({
  finding,
  relaxation,
  busy,
  onApply,
}: Pick<Props, "finding" | "busy" | "onApply"> & { relaxation: ToldRelaxation }) {
  const t = useTranslations("whyNot");
  const words = useWhyWords();
  const rule = relaxation.rule === null ? undefined : finding.rules[relaxation.rule];
  const { patch, people, lessons, remaining } = relaxation;
  const ruleId = rule?.ruleId;
  const costs = [
    ...(people > 0 ? [t("losesPeople", { count: people })] : []),
    ...(lessons > 0 && people === 0 && rule ? [t("losesLessons", { count: lessons })] : []),
    remaining > 0 ? t("remaining", { count: remaining }) : t("clears"),
  ];
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 rounded-control border border-line px-3 py-2">
      <div className="min-w-0 flex-1 basis-64">
        <p>{words.relaxation(relaxation, finding.rules)}</p>
        <p className="text-caption text-muted">{costs.join(" · ")}</p>
      </div>
      {patch && ruleId && (
        <Button size="small" icon={<Wrench />} busy={busy} onClick={() => onApply(ruleId, patch)}>
          {t("doThis")}
        </Button>
      )}
    </div>
  );
}
