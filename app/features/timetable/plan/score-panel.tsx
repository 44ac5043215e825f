import { CircleCheck, RefreshCw } from "lucide-react";
import { useFormatter, useTranslations } from "use-intl";
import type { z } from "zod";
import type { scoreOutput } from "#server/domains/timetable/edit/schema.ts";
import type { Messages } from "~/i18n/catalog.server.ts";
import { StatusBadge } from "~/ui/badge.tsx";
import { Button } from "~/ui/button.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { DataTable } from "~/ui/table/data-table.tsx";
import type { Column } from "~/ui/table/table-types.ts";

export type RuleScore = z.output<typeof scoreOutput>["breakdown"][number];

/** What a kind of rule is called. */
export function useRuleName(): (kind: string) => string {
  const t = useTranslations("ruleKinds");
  return (kind) =>
    t.has(kind as keyof Messages["ruleKinds"]) ? t(kind as keyof Messages["ruleKinds"]) : kind;
}

type Props = { breakdown: RuleScore[]; judged: boolean; busy: boolean; onJudge: () => void };

/** What each broken rule costs, the dearest first, in a school's words. */
export function ScorePanel({ breakdown, judged, busy, onJudge }: Props) {
  const t = useTranslations("timetable");
  const columns = useColumns();
  const judge = (
    <Button icon={<RefreshCw />} onClick={onJudge} busy={busy}>
      {t("score.judge")}
    </Button>
  );
  return (
    <>
      <DataTable
        label={t("score.title")}
        columns={columns}
        rows={breakdown.map((row, index) => ({ ...row, index }))}
        rowKey={({ index }) => String(index)}
        rowName={({ kind }) => kind}
        exportName="score"
        empty={
          <EmptyState
            icon={CircleCheck}
            title={t(judged ? "score.none" : "plan.unjudged")}
            text={judged ? t("score.noneHelp") : undefined}
            action={judge}
          />
        }
      />
      {breakdown.length > 0 && <div className="mt-3">{judge}</div>}
    </>
  );
}

function useColumns(): Column<RuleScore & { index: number }>[] {
  const t = useTranslations("timetable.score");
  const ruleName = useRuleName();
  const format = useFormatter();
  const number = (value: number) => format.number(value, { maximumFractionDigits: 2 });
  return [
    { id: "rule", header: t("rule"), value: ({ kind }) => ruleName(kind) },
    {
      id: "about",
      header: t("about"),
      value: ({ about }) => (about.length === 0 ? t("everybody") : about.join(", ")),
    },
    {
      id: "weight",
      header: t("weight"),
      value: ({ weight }) => weight,
      cell: ({ weight }) =>
        weight >= 100 ? <StatusBadge tone="bad">{t("compulsory")}</StatusBadge> : `${number(weight)} %`,
    },
    {
      id: "count",
      header: t("count"),
      align: "end",
      value: ({ count }) => count,
      cell: ({ count }) => number(count),
    },
    {
      id: "cost",
      header: t("cost"),
      align: "end",
      value: ({ hard, cost }) => hard * 1_000_000 + cost,
      cell: ({ hard, cost }) => (hard > 0 ? number(hard) : number(cost)),
    },
  ];
}
