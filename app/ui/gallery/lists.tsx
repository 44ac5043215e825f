import { Archive, Users } from "lucide-react";
import { useFormatter, useTranslations } from "use-intl";
import { Avatar } from "../avatar.tsx";
import { Badge } from "../badge.tsx";
import { Button } from "../button.tsx";
import { EmptyState } from "../empty-state.tsx";
import { InlineText } from "../inline-text.tsx";
import { DataTable } from "../table/data-table.tsx";
import { TextLink } from "../text-link.tsx";
import type { SamplePerson } from "./sample.ts";
import { Section } from "./section.tsx";

type ListsProps = { title: string; people: readonly SamplePerson[]; roles: readonly string[] };

export function Lists({ title, people, roles }: ListsProps) {
  const t = useTranslations("common");
  const format = useFormatter();
  return (
    <Section title={title}>
      <DataTable
        label={title}
        rows={people}
        rowKey={(person) => person.id}
        rowName={(person) => person.name}
        rowLink={() => "/preferences"}
        exportName="people"
        initialSort={{ column: "name", descending: false }}
        filters={[
          {
            id: "role",
            label: "Role",
            options: roles.map((role) => ({ value: role, label: role })),
            matches: (person, role) => person.role === role,
          },
        ]}
        bulkActions={(_, clear) => (
          <Button size="small" icon={<Archive />} onClick={clear}>
            {t("remove")}
          </Button>
        )}
        columns={[
          {
            id: "name",
            header: "Name",
            width: "17rem",
            value: (person) => person.name,
            cell: (person) => (
              <span className="flex items-center gap-2.5">
                <Avatar name={person.name} seed={person.id} />
                <TextLink to="/preferences" tabIndex={-1} className="truncate text-text">
                  {person.name}
                </TextLink>
              </span>
            ),
          },
          {
            id: "role",
            header: "Role",
            width: "9rem",
            value: (person) => person.role,
            cell: (person) => <Badge>{person.role}</Badge>,
          },
          {
            id: "subject",
            header: "Subject",
            width: "10rem",
            value: (person) => person.subject,
            cell: (person) => <InlineText label={person.name} value={person.subject} onSave={() => {}} />,
          },
          {
            id: "periods",
            header: "Periods",
            width: "7rem",
            align: "end",
            value: (person) => person.periods,
          },
          {
            id: "since",
            header: "Since",
            width: "9rem",
            value: (person) => person.since,
            cell: (person) => (
              <time dateTime={person.since.toISOString()}>
                {format.dateTime(person.since, { dateStyle: "medium" })}
              </time>
            ),
          },
        ]}
        empty={
          <EmptyState
            icon={Users}
            title="Nobody yet"
            text="People appear here."
            action={<Button tone="primary">{t("add")}</Button>}
          />
        }
      />
    </Section>
  );
}
