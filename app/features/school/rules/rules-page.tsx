import { Link, useSearchParams } from "@remix-run/react";
import { Plus, Scale } from "lucide-react";
import { useTranslations } from "use-intl";
import { buttonStyle } from "~/ui/button-style.ts";
import { EmptyState } from "~/ui/empty-state.tsx";
import { LinkButton } from "~/ui/link-button.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { useSchoolData } from "../school-data.ts";
import type { RulesData } from "./load-rules.server.ts";
import { RuleFilters } from "./rule-filters.tsx";
import { RuleForm } from "./rule-form.tsx";
import { RuleGroups } from "./rule-groups.tsx";
import { RuleList } from "./rule-list.tsx";

/** What the timetable must respect and what it should: by kind, or all that is about one teacher, class or room. */
export function RulesPage(data: RulesData) {
  const t = useTranslations("school.rules");
  const { school } = useSchoolData();
  const [params, setParams] = useSearchParams();
  const total = data.groups.reduce((sum, group) => sum + group.count, 0);
  const narrowed = data.type !== undefined || data.about !== undefined;
  const close = () => setParams(withoutForm(params), { preventScrollReset: true, replace: true });
  const edited = data.rows.find((row) => row.id === params.get("edit.rules"));
  const hrefNew = withoutForm(params);
  hrefNew.set("new", "rules");
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("help", { count: total })}
        actions={<RuleFilters about={data.about} type={data.type} groups={data.groups} names={data.names} />}
        primary={
          <Link to={`?${hrefNew}`} preventScrollReset className={buttonStyle("primary", "medium")}>
            <Plus aria-hidden />
            {t("new")}
          </Link>
        }
      />
      {narrowed ? (
        <RuleList {...data} />
      ) : data.groups.length > 0 ? (
        <RuleGroups groups={data.groups} />
      ) : (
        <div className="rounded-card border border-line">
          <EmptyState
            icon={Scale}
            title={t("empty")}
            text={t("emptyHelp")}
            action={<LinkButton to={`/timetable/${school.id}/import`}>{t("importFile")}</LinkButton>}
          />
        </div>
      )}
      {params.get("new") === "rules" && (
        <RuleForm row={null} type={data.type} about={data.about} onClose={close} />
      )}
      {edited && <RuleForm key={edited.id} row={edited} onClose={close} />}
    </>
  );
}

const withoutForm = (params: URLSearchParams): URLSearchParams =>
  new URLSearchParams([...params].filter(([name]) => name !== "new" && name !== "edit.rules"));
