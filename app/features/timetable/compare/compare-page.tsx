import { Form } from "@remix-run/react";
import { Columns2 } from "lucide-react";
import { useTranslations } from "use-intl";
import type { TimetableComparison } from "#server/domains/timetable/compare/schema.ts";
import type { Timetable } from "#server/domains/timetable/schema.ts";
import { Button } from "~/ui/button.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { Field } from "~/ui/field.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { Select } from "~/ui/select.tsx";
import { Tabs } from "~/ui/tabs.tsx";
import { MovesTable, PeopleTable, RulesTable } from "./compare-tables.tsx";
import { useDifference } from "./use-difference.tsx";

export type CompareData = {
  timetables: Timetable[];
  left: string | null;
  right: string | null;
  comparison: TimetableComparison | null;
};

/** Two timetables side by side: what got better, what got worse, and which lessons are elsewhere. */
export function ComparePage({ timetables, left, right, comparison }: CompareData) {
  const t = useTranslations("replan");
  return (
    <>
      <PageHeader title={t("compareTitle")} description={t("compareHelp")} />
      <Form method="get" className="no-print mb-5 flex flex-wrap items-end gap-3">
        <Side name="left" label={t("left")} timetables={timetables} chosen={left} />
        <Side name="right" label={t("right")} timetables={timetables} chosen={right} />
        <Button type="submit">{t("show")}</Button>
      </Form>
      {comparison ? (
        <Found {...comparison} />
      ) : (
        <EmptyState icon={Columns2} title={t("choose")} text={t("chooseHelp")} />
      )}
    </>
  );
}

type SideProps = { name: string; label: string; timetables: Timetable[]; chosen: string | null };

function Side({ name, label, timetables, chosen }: SideProps) {
  return (
    <Field name={name} label={label} className="min-w-56">
      <Select key={chosen} defaultValue={chosen ?? undefined}>
        {timetables.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </Select>
    </Field>
  );
}

function Found({ totals, rules, teachers, classes, moves }: TimetableComparison) {
  const t = useTranslations("replan");
  return (
    <>
      <Totals {...totals} />
      <Tabs
        label={t("compareTitle")}
        tabs={[
          { value: "moves", label: t("moved"), count: moves.length, content: <MovesTable moves={moves} /> },
          { value: "rules", label: t("rules"), count: rules.length, content: <RulesTable rules={rules} /> },
          {
            value: "teachers",
            label: t("teachers"),
            content: <PeopleTable label={t("teachers")} header={t("teacher")} rows={teachers} />,
          },
          {
            value: "classes",
            label: t("classes"),
            content: <PeopleTable label={t("classes")} header={t("class")} rows={classes} />,
          },
        ]}
      />
    </>
  );
}

function Totals({ left, right }: TimetableComparison["totals"]) {
  const t = useTranslations("replan");
  const difference = useDifference();
  return (
    <section className="mb-5 grid gap-3 week:grid-cols-3">
      <h2 className="sr-only">{t("totals")}</h2>
      {(["unplaced", "hard", "soft"] as const).map((figure) => (
        <div key={figure} className="rounded-card border border-line bg-surface px-4 py-3">
          <p className="text-muted text-small">{t(`figures.${figure}`)}</p>
          <p className="tabular text-large">
            {t("fromTo", { left: difference.number(left[figure]), right: difference.number(right[figure]) })}
          </p>
          {difference.badge(left[figure], right[figure])}
        </div>
      ))}
    </section>
  );
}
