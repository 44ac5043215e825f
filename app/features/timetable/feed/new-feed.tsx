import { CalendarArrowDown, Check, Copy } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "~/ui/button.tsx";
import { buttonStyle } from "~/ui/button-style.ts";
import { TextInput } from "~/ui/text-input.tsx";

/** An address that was just made: copied, or handed to the device's calendar. It is told this once. */
export function NewFeed({ address, name }: { address: string; name: string }) {
  const t = useTranslations("timetable.feeds");
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(address);
    setCopied(true);
  };
  return (
    <div role="status" className="mb-5 rounded-card border border-accent bg-accent-surface p-4">
      <p className="font-strong">{t("ready", { name })}</p>
      <p className="mt-0.5 mb-3 text-small">{t("once")}</p>
      <div className="flex flex-wrap gap-2">
        <TextInput
          readOnly
          dir="ltr"
          value={address}
          aria-label={t("address")}
          className="min-w-60 flex-1 bg-surface"
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button icon={copied ? <Check /> : <Copy />} onClick={copy}>
          {t(copied ? "copied" : "copy")}
        </Button>
        <a href={address.replace(/^https?:/, "webcal:")} className={buttonStyle("primary", "medium")}>
          <CalendarArrowDown aria-hidden />
          {t("open")}
        </a>
      </div>
      <p className="mt-3 text-muted text-small">{t("howTo")}</p>
    </div>
  );
}
