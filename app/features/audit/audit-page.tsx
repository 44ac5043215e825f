import { useSearchParams } from "@remix-run/react";
import { History, SearchX } from "lucide-react";
import { useFormatter, useTranslations } from "use-intl";
import type { AuditEntry, AuditPage as Page } from "#server/domains/audit/schema.ts";
import { useViewer } from "~/root-data.ts";
import { EmptyState } from "~/ui/empty-state.tsx";
import { LinkButton } from "~/ui/link-button.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { AuditFilters } from "./audit-filters.tsx";
import { EntryItem } from "./entry-item.tsx";

/** Who did what, day by day, the newest first; what is shown stands in the address. */
export function AuditPage({ entries, nextCursor, names, actor, thing }: Page) {
  const t = useTranslations("audit");
  const [params] = useSearchParams();
  const schools = useViewer()?.schools ?? [];
  const href = (choices: Record<string, string | null>) => withChoices(params, choices);
  return (
    <>
      <PageHeader title={t("title")} description={t("help")} />
      <AuditFilters params={params} schools={schools} actor={actor} thing={thing} href={href} />
      {entries.length === 0 ? (
        <Nothing filtered={[...params.keys()].length > 0} />
      ) : (
        <div className="flex flex-col gap-5">
          <Days entries={entries} names={names} withSchool={schools.length > 1} href={href} />
          {nextCursor && (
            <LinkButton className="self-center" to={withChoices(params, { cursor: nextCursor })}>
              {t("loadMore")}
            </LinkButton>
          )}
        </div>
      )}
    </>
  );
}

type DaysProps = Pick<Page, "names"> & {
  entries: readonly AuditEntry[];
  withSchool: boolean;
  href: (choices: Record<string, string | null>) => string;
};

function Days({ entries, ...rest }: DaysProps) {
  const format = useFormatter();
  const days = new Map<string, AuditEntry[]>();
  for (const entry of entries) {
    const day = format.dateTime(new Date(entry.at), {
      weekday: "long",
      day: "numeric",
      month: "long",
      year: "numeric",
    });
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return [...days].map(([day, list]) => (
    <section key={day} aria-label={day}>
      <h2 className="mb-1.5 text-muted text-small">{day}</h2>
      <ol className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface">
        {list.map((entry) => (
          <EntryItem key={entry.id} entry={entry} {...rest} />
        ))}
      </ol>
    </section>
  ));
}

function Nothing({ filtered }: { filtered: boolean }) {
  const t = useTranslations("audit");
  if (!filtered) return <EmptyState icon={History} title={t("empty")} text={t("emptyHelp")} />;
  return (
    <EmptyState
      icon={SearchX}
      title={t("noneMatch")}
      text={t("noneMatchHelp")}
      action={<LinkButton to="/audit">{t("showAll")}</LinkButton>}
    />
  );
}

/** The same address with other choices, from its first page on unless the choice is a page. */
function withChoices(params: URLSearchParams, choices: Record<string, string | null>): string {
  const next = new URLSearchParams(params);
  next.delete("cursor");
  for (const [name, value] of Object.entries(choices)) {
    if (value) next.set(name, value);
    else next.delete(name);
  }
  const query = next.toString();
  return query ? `/audit?${query}` : "/audit";
}
