import { Building2, Plus } from "lucide-react";
import { useTranslations } from "use-intl";
import { EmptyState } from "~/ui/empty-state.tsx";
import { LinkButton } from "~/ui/link-button.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { DataTable } from "~/ui/table/data-table.tsx";
import { TextLink } from "~/ui/text-link.tsx";

type School = { id: string; name: string; timeZone: string };
type Props = { schools: readonly School[]; mayFound: boolean };

/** The schools of the house: a card each, or a list to search where there are many. */
export function SchoolsPage({ schools, mayFound }: Props) {
  const t = useTranslations("school.schools");
  const add = mayFound && (
    <LinkButton tone="primary" icon={<Plus />} to="/school/new">
      {t("new")}
    </LinkButton>
  );
  if (schools.length === 0)
    return <EmptyState icon={Building2} title={t("none")} text={t("noneHelp")} action={add} />;
  return (
    <>
      <PageHeader title={t("title")} description={t("help")} primary={add} />
      {schools.length > cardsAtMost ? <SchoolTable schools={schools} /> : <SchoolCards schools={schools} />}
    </>
  );
}

const cardsAtMost = 12;

function SchoolCards({ schools }: Pick<Props, "schools">) {
  return (
    <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
      {schools.map((school) => (
        <li
          key={school.id}
          className="relative rounded-card border border-line bg-surface p-4 transition-colors hover:bg-hover"
        >
          <TextLink
            to={`/school/${school.id}`}
            className="font-strong text-large after:absolute after:inset-0"
          >
            <span dir="auto">{school.name}</span>
          </TextLink>
          <p className="text-muted text-small">{school.timeZone.replaceAll("_", " ")}</p>
        </li>
      ))}
    </ul>
  );
}

function SchoolTable({ schools }: Pick<Props, "schools">) {
  const t = useTranslations("school");
  return (
    <DataTable
      label={t("schools.title")}
      rows={schools}
      rowKey={({ id }) => id}
      rowName={({ name }) => name}
      rowLink={({ id }) => `/school/${id}`}
      empty={null}
      columns={[
        {
          id: "name",
          header: t("fields.name"),
          value: ({ name }) => name,
          cell: ({ id, name }) => (
            <TextLink to={`/school/${id}`} className="font-strong text-text">
              {name}
            </TextLink>
          ),
        },
        {
          id: "timeZone",
          header: t("fields.timeZone"),
          value: ({ timeZone }) => timeZone.replaceAll("_", " "),
        },
      ]}
    />
  );
}
