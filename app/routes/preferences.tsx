import { type ActionFunctionArgs, data, redirect } from "@remix-run/node";
import { useTranslations } from "use-intl";
import { isLocale, isTheme, localeNames, locales, themes } from "../i18n/locale.ts";
import { useRootData } from "../root-data.ts";
import { Button } from "../ui/button.tsx";
import { RadioGroup } from "../ui/radio-group.tsx";
import { AuthLayout } from "../ui/shell/auth-layout.tsx";

const year = 60 * 60 * 24 * 365;

/** Only a path on this host: never an address that a forged form could send somebody to. */
const localPath = (value: unknown): string | null =>
  typeof value === "string" && /^\/(?![/\\])/.test(value) ? value : null;

/**
 * Keeps language, theme and the width of the navigation in cookies of this browser. A plain form says where to go
 * on (`redirectTo`); a fetcher leaves it out and stays.
 */
export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const chosen = {
    locale: isLocale(form.get("locale")) ? form.get("locale") : null,
    theme: isTheme(form.get("theme")) ? form.get("theme") : null,
    nav: form.get("nav") === "narrow" || form.get("nav") === "wide" ? form.get("nav") : null,
  };
  const headers = new Headers();
  for (const [name, value] of Object.entries(chosen)) {
    if (value) headers.append("Set-Cookie", `${name}=${value}; Path=/; Max-Age=${year}; SameSite=Lax`);
  }
  const onward = localPath(form.get("redirectTo"));
  return onward ? redirect(onward, { headers }) : data({ saved: true }, { headers });
}

/** The same choices as in the account menu, for browsers without scripts and for people who are not signed in. */
export default function Preferences() {
  const t = useTranslations();
  const { locale, theme, tenant } = useRootData();
  return (
    <AuthLayout school={tenant?.name} title={t("shell.preferences")} lead={t("shell.preferencesHelp")}>
      <form method="post" className="flex flex-col gap-6">
        <input type="hidden" name="redirectTo" value="/preferences" />
        <RadioGroup
          legend={t("shell.language")}
          name="locale"
          defaultValue={locale}
          options={locales.map((value) => ({ value, label: <span lang={value}>{localeNames[value]}</span> }))}
        />
        <RadioGroup
          legend={t("shell.theme")}
          name="theme"
          defaultValue={theme}
          options={themes.map((value) => ({ value, label: t(`shell.themes.${value}`) }))}
        />
        <Button type="submit" tone="primary" className="self-start">
          {t("common.save")}
        </Button>
      </form>
    </AuthLayout>
  );
}
