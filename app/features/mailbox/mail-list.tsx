import { Form, NavLink, useSearchParams, useSubmit } from "@remix-run/react";
import { Search } from "lucide-react";
import { useTranslations } from "use-intl";
import type { MailRow } from "../../../server/domains/mailbox/schema.ts";
import { buttonStyle } from "../../ui/button-style.ts";
import { cn } from "../../ui/cn.ts";
import { TextInput } from "../../ui/text-input.tsx";
import { TextLink } from "../../ui/text-link.tsx";
import { Moment } from "../identity/moment.tsx";

type Props = { mails: readonly MailRow[]; nextCursor: string | null; search: string };

/** Mails, the newest first, with a search that also works without scripts. */
export function MailList({ mails, nextCursor, search }: Props) {
  const t = useTranslations("mailbox");
  const submit = useSubmit();
  const [params] = useSearchParams();
  const query = search ? `?${new URLSearchParams({ q: search })}` : "";
  const older = new URLSearchParams(params);
  if (nextCursor) older.set("cursor", nextCursor);
  return (
    <>
      <Form
        role="search"
        action="/mailbox"
        className="relative border-line border-b p-2.5"
        onChange={(event) => submit(event.currentTarget, { replace: true })}
      >
        <Search
          aria-hidden
          className="pointer-events-none absolute inset-y-0 start-5 my-auto size-4 text-muted"
        />
        <TextInput
          type="search"
          name="q"
          aria-label={t("search")}
          placeholder={t("search")}
          defaultValue={search}
          className="ps-8"
        />
      </Form>
      {mails.length === 0 && (
        <p className="p-6 text-center text-muted">{t("nothingFound", { query: search })}</p>
      )}
      <nav aria-label={t("list")}>
        <ul className="divide-y divide-line">
          {mails.map((mail) => (
            <li key={mail.id}>
              <NavLink
                to={`/mailbox/${mail.id}${query}`}
                prefetch="intent"
                preventScrollReset
                className={({ isActive }) =>
                  cn(
                    "block px-4 py-3 transition-colors -outline-offset-2",
                    isActive ? "bg-accent-surface" : "hover:bg-hover",
                  )
                }
              >
                <span className="flex items-baseline justify-between gap-3">
                  <span className="truncate font-strong">{mail.subject}</span>
                  <span className="shrink-0 text-caption text-muted">
                    <Moment iso={mail.createdAt} />
                  </span>
                </span>
                <bdi className="block truncate text-muted text-small">{mail.recipient}</bdi>
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      {nextCursor && (
        <div className="flex justify-center border-line border-t p-2">
          <TextLink to={`/mailbox?${older}`} className={buttonStyle("quiet", "small")}>
            {t("older")}
          </TextLink>
        </div>
      )}
    </>
  );
}
