import { useTranslations } from "use-intl";
import type { RuleGroup } from "#server/domains/school/rules/schema.ts";
import { DataTable } from "~/ui/table/data-table.tsx";
import { TextLink } from "~/ui/text-link.tsx";
import { useRuleTitle } from "./rule-subject.tsx";

/** The kinds of rules a school has, the commonest first. */
export function RuleGroups({ groups }: { groups: readonly RuleGroup[] }) {
  const t = useTranslations("school.rules");
  const titleOf = useRuleTitle();
  return (
    <DataTable
      label={t("title")}
      rows={groups}
      rowKey={(group) => group.type}
      rowName={(group) => titleOf(group.type)}
      rowLink={(group) => `?type=${group.type}`}
      exportName="rules"
      empty={null}
      columns={[
        {
          id: "type",
          header: t("kind"),
          value: (group) => titleOf(group.type),
          cell: (group) => (
            <TextLink to={`?type=${group.type}`} className="font-strong text-text">
              {titleOf(group.type)}
            </TextLink>
          ),
        },
        { id: "count", header: t("count"), align: "end", value: (group) => group.count },
        { id: "compulsory", header: t("compulsory"), align: "end", value: (group) => group.compulsory },
        {
          id: "wishes",
          header: t("wishes"),
          align: "end",
          value: (group) => group.count - group.compulsory,
        },
        { id: "inactive", header: t("off"), align: "end", value: (group) => group.inactive },
      ]}
    />
  );
}
