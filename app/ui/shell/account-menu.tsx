import { Form, Link, useFetcher, useLocation } from "@remix-run/react";
import { Check, LogOut } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { localeNames, locales, themes } from "../../i18n/locale.ts";
import { useRootData } from "../../root-data.ts";
import { Avatar } from "../avatar.tsx";
import { cn } from "../cn.ts";
import { closePopover, popover, popoverTarget } from "../native-popover.ts";

export type AccountMenuProps = {
  name: string;
  email: string;
  /** Further places: profile, sessions, notifications. */
  links?: { label: string; to: string }[];
};

const menuId = "account-menu";
const rowStyle =
  "flex min-h-control-small w-full items-center gap-2 rounded-small px-2.5 text-start text-body hover:bg-hover-raised";

/** Me: who I am signed in as, language, theme, sign out. Works without scripts. */
export function AccountMenu({ name, email, links = [] }: AccountMenuProps) {
  const t = useTranslations();
  const { locale, theme } = useRootData();
  return (
    <>
      <button
        type="button"
        aria-label={t("shell.account", { name })}
        className="rounded-full p-1 hover:bg-hover"
        {...popoverTarget(menuId)}
      >
        <Avatar name={name} seed={email} />
      </button>
      <div
        id={menuId}
        {...popover}
        className="inset-auto end-2 top-topbar m-0 w-64 rounded-card bg-raised p-1.5 text-text shadow-float open:animate-rise-in"
      >
        <p className="px-2.5 pt-1.5 pb-2 leading-tight">
          <span className="block truncate font-strong text-body">{name}</span>
          <span className="block truncate text-muted text-small">
            <bdi dir="ltr">{email}</bdi>
          </span>
        </p>
        {links.map((link) => (
          <Link key={link.to} to={link.to} className={rowStyle} onClick={() => closePopover(menuId)}>
            {link.label}
          </Link>
        ))}
        <Choice legend={t("shell.language")} name="locale" chosen={locale}>
          {locales.map((value) => ({ value, label: <span lang={value}>{localeNames[value]}</span> }))}
        </Choice>
        <Choice legend={t("shell.theme")} name="theme" chosen={theme}>
          {themes.map((value) => ({ value, label: t(`shell.themes.${value}`) }))}
        </Choice>
        <Form method="post" action="/sign-out" reloadDocument className="mt-1 border-line border-t pt-1">
          <button type="submit" className={rowStyle}>
            <LogOut aria-hidden className="flip-rtl size-4 text-muted" />
            {t("common.signOut")}
          </button>
        </Form>
      </div>
    </>
  );
}

type ChoiceProps = {
  legend: string;
  name: string;
  chosen: string;
  children: { value: string; label: ReactNode }[];
};

/** One choice per button of a plain form; with scripts the page changes where it stands. */
function Choice({ legend, name, chosen, children }: ChoiceProps) {
  const { pathname, search } = useLocation();
  const fetcher = useFetcher({ key: "preferences" });
  const current = String(fetcher.formData?.get(name) ?? chosen);
  return (
    <form method="post" action="/preferences" className="mt-1 border-line border-t pt-1">
      <input type="hidden" name="redirectTo" value={pathname + search} />
      <p className="px-2.5 pt-1 pb-0.5 text-caption text-subtle">{legend}</p>
      {children.map(({ value, label }) => (
        <button
          key={value}
          name={name}
          value={value}
          type="submit"
          aria-pressed={value === current}
          className={cn(rowStyle, "justify-between")}
          onClick={(event) => {
            event.preventDefault();
            fetcher.submit({ [name]: value }, { method: "post", action: "/preferences" });
          }}
        >
          {label}
          {value === current && <Check aria-hidden className="size-4 text-accent-text" />}
        </button>
      ))}
    </form>
  );
}
