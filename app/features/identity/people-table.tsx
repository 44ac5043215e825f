import { useNavigate, useSearchParams } from "@remix-run/react";
import { UserRoundPlus, Users } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import type { PersonRow } from "../../../server/domains/identity/schema.ts";
import { useMay } from "../../root-data.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { LinkButton } from "../../ui/link-button.tsx";
import { DataTable } from "../../ui/table/data-table.tsx";
import type { Column } from "../../ui/table/table-types.ts";
import { TextLink } from "../../ui/text-link.tsx";
import { withChoice } from "./people-filter.ts";
import { RoleBadges } from "./role-badges.tsx";
import { PersonStatusBadge } from "./status-badge.tsx";
import { type PeoplePage, usePeoplePages } from "./use-people-pages.ts";

/** The directory as a table; search and filters are the server's and stand in the address. */
export function PeopleTable({ page }: { page: PeoplePage }) {
  const t = useTranslations("identity");
  const columns = useColumns();
  const { people, more } = usePeoplePages(page);
  const [query, setQuery] = useSearch();
  return (
    <DataTable
      label={t("people.tableLabel")}
      columns={columns}
      rows={people}
      rowKey={(person) => person.id}
      rowName={(person) => person.name}
      rowLink={(person) => `/people/${person.id}`}
      empty={<NobodyHere />}
      exportName="people"
      remote={{ sort: null, onSort: () => {}, query, onQuery: setQuery }}
      more={more}
      total={page.total}
    />
  );
}

function useColumns(): Column<PersonRow>[] {
  const t = useTranslations("identity");
  const rolesOf = (person: PersonRow) =>
    [...new Set(person.memberships.map(({ role }) => t(`roles.${role}`)))].join(", ");
  const columns: Column<PersonRow>[] = [
    {
      id: "name",
      header: t("people.columns.name"),
      width: "16rem",
      cell: (person) => (
        <TextLink
          to={`/people/${person.id}`}
          className="inline-flex min-w-0 max-w-full items-center gap-2.5 text-text"
        >
          <Avatar name={person.name} seed={person.id} size="small" />
          <span dir="auto" className="truncate">
            {person.name}
          </span>
        </TextLink>
      ),
    },
    {
      id: "email",
      header: t("people.columns.email"),
      cell: (person) =>
        person.email ? (
          <bdi className="text-muted">{person.email}</bdi>
        ) : (
          <span className="text-subtle">{t("people.noEmail")}</span>
        ),
    },
    {
      id: "roles",
      header: t("people.columns.roles"),
      cell: (person) => <RoleBadges memberships={person.memberships} />,
    },
    {
      id: "schools",
      header: t("people.columns.schools"),
      hidden: true,
      cell: (person) =>
        [...new Set(person.memberships.map((one) => one.schoolName ?? t("everySchool")))].join(", "),
    },
    {
      id: "status",
      header: t("people.columns.status"),
      width: "9rem",
      cell: (person) => <PersonStatusBadge status={person.status} />,
    },
  ];
  return columns.map((column) => ({ ...column, ...exportOf(column.id, rolesOf) }));
}

/** What the CSV holds of a column whose cell is drawn. The table itself is sorted by the server. */
function exportOf(id: string, rolesOf: (person: PersonRow) => string): Partial<Column<PersonRow>> {
  if (id === "name") return { value: (person) => person.name };
  if (id === "email") return { value: (person) => person.email };
  if (id === "roles") return { value: rolesOf };
  if (id === "status") return { value: (person) => person.status };
  return {};
}

function NobodyHere() {
  const t = useTranslations("identity.people");
  const [params] = useSearchParams();
  const mayInvite = useMay("people.manage");
  if (params.has("role") || params.has("status"))
    return (
      <EmptyState
        icon={Users}
        title={t("filteredTitle")}
        text={t("filteredText")}
        action={<LinkButton to="/people">{t("showEveryone")}</LinkButton>}
      />
    );
  return (
    <EmptyState
      icon={Users}
      title={t("emptyTitle")}
      text={t("emptyText")}
      action={
        mayInvite && (
          <LinkButton tone="primary" to="/people/invite" icon={<UserRoundPlus />}>
            {t("invite")}
          </LinkButton>
        )
      }
    />
  );
}

/** Milliseconds of silence on the keyboard before the address changes. */
const pause = 200;

/** The search field's text at once, the address after a pause; each new address replaces the last. */
function useSearch(): [string, (query: string) => void] {
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const [query, setQuery] = useState(params.get("q") ?? "");
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => () => clearTimeout(timer.current), []);
  const change = (next: string) => {
    setQuery(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(
      () =>
        navigate(withChoice(params, "q", next.trim() || null), { replace: true, preventScrollReset: true }),
      pause,
    );
  };
  return [query, change];
}
