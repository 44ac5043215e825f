import { Form, useNavigate } from "@remix-run/react";
import { X } from "lucide-react";
import { useTranslations } from "use-intl";
import { auditKinds } from "#server/domains/audit/words/schema.ts";
import { Button } from "~/ui/button.tsx";
import { DateInput } from "~/ui/date-input.tsx";
import { LinkButton } from "~/ui/link-button.tsx";
import { EntityPicker } from "~/ui/picker/entity-picker.tsx";
import type { Entity } from "~/ui/picker/picker-options.ts";
import { Select } from "~/ui/select.tsx";
import { FilterLinks } from "../identity/filter-links.tsx";
import { findPeople } from "../identity/find-people.ts";

type Named = { id: string; name: string };
type Props = {
  params: URLSearchParams;
  schools: readonly Named[];
  actor: Named | null;
  thing: Named | null;
  /** The page's address with other choices; null takes one away. */
  href: (choices: Record<string, string | null>) => string;
};

/** Which entries are shown: by kind, person, school and days. Kinds and days work without scripts. */
export function AuditFilters({ params, schools, actor, thing, href }: Props) {
  const t = useTranslations("audit");
  const navigate = useNavigate();
  const kind = params.get("kind");
  const chosen: Entity[] = actor ? [{ id: actor.id, label: actor.name }] : [];
  const kept = ["kind", "who", "thing", "about"].flatMap((name) => {
    const value = params.get(name);
    return value ? [{ name, value }] : [];
  });
  return (
    <search className="mb-4 flex flex-col gap-2">
      <FilterLinks
        label={t("filter.kind")}
        links={[
          { label: t("filter.all"), to: href({ kind: null }), current: !kind },
          ...auditKinds.map((one) => ({
            label: t(`kinds.${one}`),
            to: href({ kind: one }),
            current: kind === one,
          })),
        ]}
      />
      <div className="flex flex-wrap items-end gap-x-3 gap-y-2">
        <div className="w-full sm:w-60">
          <EntityPicker
            key={actor?.id ?? "anybody"}
            aria-label={t("filter.person")}
            placeholder={t("filter.personHint")}
            load={findPeople}
            defaultValue={chosen}
            onValueChange={([person]) => navigate(href({ who: person?.id ?? null }))}
          />
        </div>
        <Form className="flex flex-wrap items-end gap-x-3 gap-y-2" preventScrollReset>
          {kept.map((one) => (
            <input key={one.name} type="hidden" {...one} />
          ))}
          {schools.length > 1 && (
            <Select
              name="school"
              aria-label={t("filter.school")}
              defaultValue={params.get("school") ?? ""}
              className="w-52"
            >
              <option value="">{t("filter.everySchool")}</option>
              {schools.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
          <span className="flex items-center gap-2">
            <label htmlFor="audit-from" className="text-muted text-small">
              {t("filter.from")}
            </label>
            <DateInput id="audit-from" name="from" defaultValue={params.get("from") ?? ""} />
          </span>
          <span className="flex items-center gap-2">
            <label htmlFor="audit-until" className="text-muted text-small">
              {t("filter.until")}
            </label>
            <DateInput id="audit-until" name="until" defaultValue={params.get("until") ?? ""} />
          </span>
          <Button type="submit">{t("filter.apply")}</Button>
        </Form>
        {thing && (
          <LinkButton to={href({ thing: null, about: null })} icon={<X />}>
            {t("onlyAbout", { name: thing.name || t("gone") })}
          </LinkButton>
        )}
      </div>
    </search>
  );
}
