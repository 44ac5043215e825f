import { TriangleAlert } from "lucide-react";
import { useTranslations } from "use-intl";
import type { Timetable } from "#server/domains/timetable/schema.ts";
import { Button } from "~/ui/button.tsx";
import { Dialog } from "~/ui/dialog.tsx";

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  timetable: Timetable;
  /** Name of the one that is in force now. */
  previous: string | null;
  busy: boolean;
  onPublish: () => void;
};

/** Says what publishing means, and what is not in order, before the whole school sees it. */
export function PublishDialog({ open, onOpenChange, timetable, previous, busy, onPublish }: Props) {
  const t = useTranslations();
  const warnings = [
    ...(timetable.unplaced ? [t("timetable.plan.publishIncomplete", { count: timetable.unplaced })] : []),
    ...(timetable.hard ? [t("timetable.plan.publishBroken", { count: timetable.hard })] : []),
  ];
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="small"
      title={t("timetable.plan.publishTitle", { name: timetable.name })}
      description={t("timetable.plan.publishHelp")}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>{t("common.cancel")}</Button>
          <Button tone="primary" busy={busy} onClick={onPublish}>
            {t("timetable.plan.publish")}
          </Button>
        </>
      }
    >
      {previous && <p className="text-muted">{t("timetable.plan.publishReplaces", { previous })}</p>}
      {warnings.length > 0 && (
        <ul className="mt-3 flex flex-col gap-1.5 rounded-control bg-warn-surface p-3 text-small text-warn">
          {warnings.map((warning) => (
            <li key={warning} className="flex items-start gap-2">
              <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
              {warning}
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
