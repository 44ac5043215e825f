import { useState } from "react";
import { useTranslations } from "use-intl";
import { localeNames, locales } from "~/i18n/locale.ts";
import { EditForm } from "~/ui/edit-form.tsx";
import { Field } from "~/ui/field.tsx";
import { LinkButton } from "~/ui/link-button.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { Select } from "~/ui/select.tsx";
import { TextInput } from "~/ui/text-input.tsx";
import { useErrorText, useReasonText } from "../resource/texts.ts";
import { slugOf } from "./slug.ts";

export type NewSchoolAnswer = { reason: string; fields: Record<string, string> };
type Props = {
  schools: readonly { id: string; name: string; timeZone: string; locale: string }[];
  zones: readonly string[];
  answer: NewSchoolAnswer | undefined;
};

/** A further school of the house: its name and where it is; the rest is set up on its own pages. */
export function NewSchoolPage({ schools, zones, answer }: Props) {
  const t = useTranslations("school");
  const common = useTranslations("common");
  const errorText = useErrorText();
  const reasonText = useReasonText();
  const [name, setName] = useState("");
  const errorOf = (field: string) => (answer?.fields[field] ? errorText(answer.fields[field]) : null);
  const told = ["name", "slug", "timeZone"] as const;
  const errors = Object.fromEntries(
    told.flatMap((field) => {
      const error = errorOf(field);
      return error ? [[field, t("fieldError", { field: t(`fields.${field}`), error })]] : [];
    }),
  );
  const formError = answer && Object.keys(errors).length === 0 ? reasonText(answer.reason) : null;
  const [beside] = schools;
  return (
    <>
      <PageHeader title={t("schools.new")} description={t("schools.newHelp")} />
      <EditForm
        errors={errors}
        formError={formError}
        submitLabel={t("schools.found")}
        secondary={<LinkButton to="/school">{common("cancel")}</LinkButton>}
      >
        <Field name="name" label={t("fields.name")} error={errorOf("name")} required>
          <TextInput
            autoComplete="organization"
            maxLength={120}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        <Field
          name="slug"
          label={t("fields.slug")}
          help={t("settings.slugHelp")}
          error={errorOf("slug")}
          optional={slugOf(name) !== ""}
        >
          <TextInput
            dir="ltr"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={40}
            placeholder={slugOf(name)}
          />
        </Field>
        <Field
          name="timeZone"
          label={t("fields.timeZone")}
          help={t("settings.timeZoneHelp")}
          error={errorOf("timeZone")}
        >
          <Select defaultValue={beside?.timeZone ?? "UTC"}>
            {zones.map((zone) => (
              <option key={zone} value={zone}>
                {zone.replaceAll("_", " ")}
              </option>
            ))}
          </Select>
        </Field>
        <Field name="locale" label={t("fields.locale")}>
          <Select defaultValue={beside?.locale ?? "en"}>
            {locales.map((locale) => (
              <option key={locale} value={locale} lang={locale}>
                {localeNames[locale]}
              </option>
            ))}
          </Select>
        </Field>
        {schools.length > 0 && (
          <Field name="like" label={t("schools.like")} help={t("schools.likeHelp")}>
            <Select defaultValue={beside?.id}>
              {schools.map((school) => (
                <option key={school.id} value={school.id}>
                  {school.name}
                </option>
              ))}
              <option value="">{t("schools.likeNone")}</option>
            </Select>
          </Field>
        )}
      </EditForm>
    </>
  );
}
