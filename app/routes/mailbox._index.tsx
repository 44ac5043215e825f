import { MailOpen } from "lucide-react";
import { useTranslations } from "use-intl";

/** Beside the list while no mail is chosen. */
export default function NoMail() {
  const t = useTranslations("mailbox");
  return (
    <p className="grid h-full place-content-center justify-items-center gap-3 p-10 text-muted">
      <MailOpen aria-hidden className="size-6" strokeWidth={1.6} />
      {t("pick")}
    </p>
  );
}
