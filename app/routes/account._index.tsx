import { type ActionFunctionArgs, data } from "@remix-run/node";
import { useActionData, useRouteLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { attempt } from "../api.server.ts";
import { textOf } from "../features/identity/form-data.ts";
import { refusalOf, useRefusalTexts } from "../features/identity/problem-text.ts";
import { RoleBadges } from "../features/identity/role-badges.tsx";
import { isLocale, localeNames, locales } from "../i18n/locale.ts";
import { EditForm } from "../ui/edit-form.tsx";
import { Field } from "../ui/field.tsx";
import { Select } from "../ui/select.tsx";
import { TextInput } from "../ui/text-input.tsx";
import type { loader as accountLoader } from "./account.tsx";

const year = 60 * 60 * 24 * 365;

/** Saves name and language; the language also becomes this browser's. */
export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData();
  const locale = textOf(form, "locale");
  const input = {
    name: textOf(form, "name"),
    locale: isLocale(locale) ? locale : "en",
    version: Number(textOf(form, "version")),
  } as const;
  const { problem } = await attempt(request, context.api.identity.updateProfile(input));
  if (problem) return data({ saved: false, name: input.name, refusal: refusalOf(problem) }, problem.status);
  return data(
    { saved: true, name: input.name, refusal: null },
    { headers: { "Set-Cookie": `locale=${input.locale}; Path=/; Max-Age=${year}; SameSite=Lax` } },
  );
}

export default function Profile() {
  const t = useTranslations("identity");
  const profile = useRouteLoaderData<typeof accountLoader>("routes/account");
  const answer = useActionData<typeof action>();
  const { errors, formError } = useRefusalTexts(answer?.refusal, { name: answer?.name ?? "" });
  if (!profile) return null;
  return (
    <div className="grid gap-10 lg:grid-cols-[minmax(0,36rem)_minmax(16rem,22rem)]">
      <EditForm errors={errors} formError={formError} saved={answer?.saved}>
        <input type="hidden" name="version" value={profile.version} />
        <Field
          name="name"
          label={t("fields.name")}
          help={t("fields.nameHelp")}
          error={errors.name ?? null}
          required
        >
          <TextInput autoComplete="name" maxLength={200} defaultValue={profile.name} />
        </Field>
        <Field name="email" label={t("fields.email")} help={t("account.emailHelp")}>
          <TextInput type="email" dir="ltr" readOnly value={profile.email ?? ""} />
        </Field>
        <Field name="locale" label={t("fields.language")} help={t("fields.languageHelp")}>
          <Select defaultValue={profile.locale}>
            {locales.map((locale) => (
              <option key={locale} value={locale} lang={locale}>
                {localeNames[locale]}
              </option>
            ))}
          </Select>
        </Field>
      </EditForm>
      <section aria-labelledby="own-roles">
        <h2 id="own-roles" className="text-large">
          {t("account.rolesTitle")}
        </h2>
        <p className="mt-0.5 mb-3 text-muted text-small">{t("account.rolesHelp")}</p>
        <RoleBadges memberships={profile.memberships} withSchool />
      </section>
    </div>
  );
}
