import { Link, useSearchParams } from "@remix-run/react";
import { PowerOff, Scale, Trash2 } from "lucide-react";
import { useTranslations } from "use-intl";
import { ruleKindOf } from "#server/domains/school/rules/kinds/schema.ts";
import type { RuleRow } from "#server/domains/school/rules/schema.ts";
import { Button } from "~/ui/button.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { LinkButton } from "~/ui/link-button.tsx";
import { DataTable } from "~/ui/table/data-table.tsx";
import type { Column } from "~/ui/table/table-types.ts";
import { useRemoval } from "../resource/use-removal.ts";
import type { RulesData } from "./load-rules.server.ts";
import { RuleSubject, useDescription, useNames, useRuleTitle } from "./rule-subject.tsx";
import { RuleSwitch } from "./rule-switch.tsx";
import { WeightInput } from "./weight-input.tsx";

/** Rules one by one: weight and on or off are changed in their line, the rest in the form. */
export function RuleList({ rows, names: named, nextCursor, total, type }: RulesData) {
  const t = useTranslations("school.rules");
  const common = useTranslations("common");
  const [params] = useSearchParams();
  const titleOf = useRuleTitle();
  const removal = useRemoval("rules");
  const names = useNames(named);
  const describe = useDescription(names);
  const columns = useRuleColumns(rows, names, type === undefined);
  const next = new URLSearchParams(params);
  if (nextCursor) next.set("cursor", nextCursor);
  return (
    <DataTable
      label={type ? titleOf(type) : t("title")}
      rows={rows}
      rowKey={(rule) => rule.id}
      rowName={(rule) => [titleOf(rule.type), ...describe(rule).subjects].join(", ")}
      exportName="rules"
      columns={columns}
      total={total}
      more={nextCursor ? { href: `?${next}` } : null}
      bulkActions={(selected, clear) => (
        <Button
          size="small"
          icon={<Trash2 />}
          busy={removal.busy}
          onClick={() => {
            removal.remove(selected.map((rule) => rule.id));
            clear();
          }}
        >
          {common("remove")}
        </Button>
      )}
      empty={
        <div className="rounded-card border border-line">
          <EmptyState
            icon={Scale}
            title={t("noneMatch")}
            text={t("noneMatchHelp")}
            action={<LinkButton to="?">{t("showAll")}</LinkButton>}
          />
        </div>
      }
    />
  );
}

function useRuleColumns(rows: readonly RuleRow[], names: ReturnType<typeof useNames>, titled: boolean) {
  const t = useTranslations("school.rules");
  const titleOf = useRuleTitle();
  const describe = useDescription(names);
  const words = (rule: RuleRow) => {
    const { subjects, words: rest } = describe(rule);
    return [...subjects, ...rest].join(", ");
  };
  const title: Column<RuleRow> = {
    id: "type",
    header: t("kind"),
    width: "18rem",
    value: (rule) => titleOf(rule.type),
    cell: (rule) => <EditLink rule={rule}>{titleOf(rule.type)}</EditLink>,
  };
  const about: Column<RuleRow> = {
    id: "about",
    header: t("what"),
    value: words,
    cell: (rule) =>
      titled ? (
        <RuleSubject rule={rule} names={names} />
      ) : (
        <EditLink rule={rule}>
          {words(rule) ? <RuleSubject rule={rule} names={names} /> : titleOf(rule.type)}
        </EditLink>
      ),
  };
  const columns: Column<RuleRow>[] = [
    ...(titled ? [title, about] : [about]),
    {
      id: "weight",
      header: t("weight"),
      align: "end",
      width: "8rem",
      value: (rule) => rule.weight,
      cell: (rule) => <WeightInput rule={rule} fixed={ruleKindOf(rule.type)?.soft === false} />,
    },
    {
      id: "active",
      header: t("state"),
      width: "7rem",
      value: (rule) => (rule.active ? t("on") : t("off")),
      cell: (rule) => <RuleSwitch rule={rule} />,
    },
    {
      id: "comments",
      header: t("comments"),
      hidden: rows.every((rule) => !rule.comments),
      value: (rule) => rule.comments,
    },
    { id: "source", header: t("source"), hidden: true, value: (rule) => rule.source },
  ];
  return columns;
}

function EditLink({ rule, children }: { rule: RuleRow; children: React.ReactNode }) {
  const [params] = useSearchParams();
  const next = new URLSearchParams(params);
  next.set("edit.rules", rule.id);
  return (
    <Link
      to={`?${next}`}
      preventScrollReset
      className="inline-flex items-center gap-2 rounded-small font-strong hover:underline"
    >
      {!rule.active && <PowerOff aria-hidden className="size-4 shrink-0 text-muted" />}
      {children}
    </Link>
  );
}
