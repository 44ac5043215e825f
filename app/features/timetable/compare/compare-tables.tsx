import { CircleCheck } from "lucide-react";
import { useTranslations } from "use-intl";
import type { TimetableComparison } from "#server/domains/timetable/compare/schema.ts";
import { EmptyState } from "~/ui/empty-state.tsx";
import { DataTable } from "~/ui/table/data-table.tsx";
import type { Column } from "~/ui/table/table-types.ts";
import { useRuleName } from "../plan/score-panel.tsx";
import { useDifference } from "./use-difference.tsx";

type Cost = { hard: number; soft: number };
type Both = { left: Cost; right: Cost };

/** A hard violation stands before any soft cost, in order and in what is shown. */
const weigh = ({ hard, soft }: Cost) => hard * 1_000_000 + soft;

function useCostColumns<Row extends Both>(): Column<Row>[] {
  const t = useTranslations("replan");
  const { number, badge } = useDifference();
  const cost = ({ hard, soft }: Cost) => number(hard > 0 ? hard : soft);
  const side = (id: "left" | "right"): Column<Row> => ({
    id,
    header: t(id),
    align: "end",
    value: (row) => weigh(row[id]),
    cell: (row) => cost(row[id]),
  });
  return [
    side("left"),
    side("right"),
    {
      id: "change",
      header: t("change"),
      value: ({ left, right }) => weigh(right) - weigh(left),
      cell: ({ left, right }) =>
        left.hard === right.hard ? badge(left.soft, right.soft) : badge(left.hard, right.hard),
    },
  ];
}

function NoDifference() {
  const t = useTranslations("replan");
  return <EmptyState icon={CircleCheck} title={t("none")} />;
}

/** Rule by rule: what each costs here and there. */
export function RulesTable({ rules }: Pick<TimetableComparison, "rules">) {
  const t = useTranslations("replan");
  const ruleName = useRuleName();
  const costs = useCostColumns<TimetableComparison["rules"][number] & { index: number }>();
  return (
    <DataTable
      label={t("rules")}
      columns={[
        { id: "rule", header: t("rule"), value: ({ kind }) => ruleName(kind) },
        {
          id: "about",
          header: t("about"),
          value: ({ about }) => (about.length === 0 ? t("everybody") : about.join(", ")),
        },
        ...costs,
      ]}
      rows={rules.map((rule, index) => ({ ...rule, index }))}
      rowKey={({ index }) => String(index)}
      rowName={({ kind }) => ruleName(kind)}
      exportName="rules-compared"
      empty={<NoDifference />}
    />
  );
}

type PeopleProps = { label: string; header: string; rows: TimetableComparison["teachers"] };

/** Teacher by teacher, or class by class. */
export function PeopleTable({ label, header, rows }: PeopleProps) {
  const costs = useCostColumns<TimetableComparison["teachers"][number]>();
  return (
    <DataTable
      label={label}
      columns={[{ id: "name", header, value: ({ name }) => name }, ...costs]}
      rows={rows}
      rowKey={({ name }) => name}
      rowName={({ name }) => name}
      exportName="people-compared"
      empty={<NoDifference />}
    />
  );
}

/** Which lessons are elsewhere, from where to where. */
export function MovesTable({ moves }: Pick<TimetableComparison, "moves">) {
  const t = useTranslations("replan");
  type Move = TimetableComparison["moves"][number];
  const place = (at: Move["from"]) => {
    if (!at) return t("nowhere");
    const { day, period, room } = at;
    return room ? t("placeRoom", { day, period, room }) : t("place", { day, period });
  };
  const columns: Column<Move>[] = [
    { id: "lesson", header: t("lesson"), value: ({ subject }) => subject },
    { id: "class", header: t("class"), value: ({ classes }) => classes.join(", ") },
    { id: "teacher", header: t("teacher"), value: ({ teachers }) => teachers.join(", ") },
    { id: "from", header: t("from"), value: ({ from }) => place(from) },
    { id: "to", header: t("to"), value: ({ to }) => place(to) },
  ];
  return (
    <DataTable
      label={t("moved")}
      columns={columns}
      rows={moves}
      rowKey={({ lessonId }) => lessonId}
      rowName={({ subject }) => subject}
      exportName="moved-lessons"
      empty={<NoDifference />}
    />
  );
}
