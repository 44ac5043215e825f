import { UserRoundPen } from "lucide-react";
import { useFormatter, useTranslations } from "use-intl";
import { Button } from "./button.tsx";

export type ChangedNoticeProps = {
  /** Who changed what is open here; null when that cannot be told. */
  by: string | null;
  at: Date;
  /** It is gone, not only different. */
  removed?: boolean;
  /** Drops what was typed and shows what stands now. */
  onShow?: () => void;
};

/** Said above a form while somebody types: another one has saved meanwhile. What was typed stays; saving will compare. */
export function ChangedNotice({ by, at, removed, onShow }: ChangedNoticeProps) {
  const t = useTranslations("ui.changed");
  const format = useFormatter();
  const values = { who: by ?? t("somebody"), when: format.dateTime(at, { timeStyle: "short" }) };
  return (
    <div
      role="status"
      className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-control bg-warn-surface px-3 py-2 text-small text-warn"
    >
      <UserRoundPen aria-hidden className="size-4 shrink-0" />
      <p className="min-w-0 flex-1 basis-56">{t(removed ? "removed" : "changed", values)}</p>
      {onShow && !removed && (
        <Button size="small" onClick={onShow}>
          {t("show")}
        </Button>
      )}
    </div>
  );
}
