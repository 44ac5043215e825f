import { ArrowLeft } from "lucide-react";
import { useTranslations } from "use-intl";
import type { MailRow } from "../../../server/domains/mailbox/schema.ts";
import { StatusBadge } from "../../ui/badge.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { TextLink } from "../../ui/text-link.tsx";
import { Moment } from "../identity/moment.tsx";
import { framedHtml, linkedText } from "./mail-body.ts";

type Mail = MailRow & { text: string | null; html: string | null };

const tones = { queued: "busy", sent: "good", mailbox: "neutral", failed: "bad" } as const;

/** One mail as its receiver would have seen it, and its plain form. */
export function MailView({ mail }: { mail: Mail }) {
  const t = useTranslations("mailbox");
  return (
    <article className="flex h-full flex-col p-4 md:p-6" aria-labelledby="mail-subject">
      <TextLink to="/mailbox" className="mb-4 inline-flex items-center gap-1.5 md:hidden">
        <ArrowLeft aria-hidden className="flip-rtl size-4" />
        {t("title")}
      </TextLink>
      <header className="mb-4">
        <h2 id="mail-subject" className="text-large">
          {mail.subject}
        </h2>
        <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-muted text-small">
          <bdi>{t("to", { recipient: mail.recipient })}</bdi>
          <Moment iso={mail.createdAt} />
          <StatusBadge tone={tones[mail.state]}>{t(`states.${mail.state}`)}</StatusBadge>
        </p>
        {mail.failure && <p className="mt-2 text-bad text-small">{mail.failure}</p>}
      </header>
      {mail.html === null || mail.text === null ? (
        <p className="text-muted">{t("bodyGone")}</p>
      ) : (
        <Tabs
          label={mail.subject}
          tabs={[
            {
              value: "html",
              label: t("html"),
              content: (
                <iframe
                  title={t("frame", { subject: mail.subject })}
                  srcDoc={framedHtml(mail.html)}
                  sandbox="allow-popups allow-popups-to-escape-sandbox"
                  className="h-[34rem] w-full rounded-card border border-line bg-white"
                />
              ),
            },
            { value: "text", label: t("text"), content: <PlainText text={mail.text} /> },
          ]}
        />
      )}
    </article>
  );
}

function PlainText({ text }: { text: string }) {
  return (
    <p dir="auto" className="whitespace-pre-wrap break-words rounded-card bg-sunken p-4 text-small">
      {linkedText(text).map((part) =>
        part.href ? (
          <a
            key={part.at}
            href={part.href}
            dir="ltr"
            className="text-accent-text underline underline-offset-2"
          >
            {part.text}
          </a>
        ) : (
          part.text
        ),
      )}
    </p>
  );
}
