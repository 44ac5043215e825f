import { useTranslations } from "use-intl";
import { roleNames } from "../../../server/domains/identity/words/schema.ts";
import { localeNames, locales } from "../../i18n/locale.ts";
import { useRootData } from "../../root-data.ts";
import { Field } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";
import { TextInput } from "../../ui/text-input.tsx";

export type InviteOptions = { schools: { id: string; name: string }[]; everySchool: boolean };
export type InviteValues = Partial<
  Record<"email" | "name" | "role" | "schoolId" | "locale" | "days", string>
>;

type Props = { options: InviteOptions; errors: Record<string, string>; values?: InviteValues };

/** Whom, as what, where: the fields of an invitation, in the dialog and on the page of its own. */
export function InviteFields({ options, errors, values = {} }: Props) {
  const t = useTranslations("identity");
  return (
    <>
      <Field name="email" label={t("fields.email")} error={errors.email ?? null} required>
        <TextInput
          type="email"
          inputMode="email"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          dir="ltr"
          defaultValue={values.email}
        />
      </Field>
      <Field
        name="name"
        label={t("fields.name")}
        help={t("inviteForm.nameHelp")}
        error={errors.name ?? null}
        optional
      >
        <TextInput autoComplete="off" maxLength={200} defaultValue={values.name} />
      </Field>
      <RoleAndSchool options={options} errors={errors} values={values} />
      <LanguageAndTime values={values} />
    </>
  );
}

/** Which role, and for which school. */
export function RoleAndSchool({ options, errors, values = {} }: Props) {
  const t = useTranslations("identity");
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <Field name="role" label={t("fields.role")} error={errors.role ?? null}>
        <Select defaultValue={values.role ?? "teacher"}>
          {roleNames.map((role) => (
            <option key={role} value={role}>
              {t(`roles.${role}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Field name="schoolId" label={t("fields.school")} error={errors.schoolId ?? null}>
        <Select defaultValue={values.schoolId ?? options.schools[0]?.id ?? ""}>
          {options.schools.map((school) => (
            <option key={school.id} value={school.id}>
              {school.name}
            </option>
          ))}
          {options.everySchool && <option value="">{t("everySchool")}</option>}
        </Select>
      </Field>
    </div>
  );
}

function LanguageAndTime({ values }: { values: InviteValues }) {
  const t = useTranslations("identity");
  const { locale } = useRootData();
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <Field name="locale" label={t("fields.language")} help={t("inviteForm.languageHelp")}>
        <Select defaultValue={values.locale ?? locale}>
          {locales.map((one) => (
            <option key={one} value={one} lang={one}>
              {localeNames[one]}
            </option>
          ))}
        </Select>
      </Field>
      <Field name="days" label={t("inviteForm.valid")}>
        <Select defaultValue={values.days ?? "14"}>
          {[3, 7, 14, 30].map((count) => (
            <option key={count} value={count}>
              {t("inviteForm.days", { count })}
            </option>
          ))}
        </Select>
      </Field>
    </div>
  );
}
