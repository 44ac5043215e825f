import { Pin, PinOff } from "lucide-react";
import { useTranslations } from "use-intl";
import type { TimetableView } from "#server/domains/timetable/view/schema.ts";
import { Button } from "~/ui/button.tsx";

type Props = {
  view: TimetableView;
  busy: boolean;
  onPin: (lessonIds: string[], pinned: boolean) => void;
};

/** Pins, or frees, every placed lesson of the class, teacher or room that is shown. */
export function PinAll({ view, busy, onPin }: Props) {
  const t = useTranslations("timetable.edit");
  const placed = view.cards.filter(({ day }) => day !== null);
  const idsOf = (pinned: boolean) =>
    placed.filter((card) => card.pinned === pinned).map(({ lessonId }) => lessonId);
  const [free, pinned] = [idsOf(false), idsOf(true)];
  const { name } = view.subject;
  return (
    <div className="no-print mb-3 flex gap-2">
      <Button
        size="small"
        icon={<Pin />}
        busy={busy}
        disabled={free.length === 0}
        title={t("pinAll", { name })}
        aria-label={t("pinAll", { name })}
        onClick={() => onPin(free, true)}
      >
        {t("pinShown")}
      </Button>
      <Button
        size="small"
        icon={<PinOff />}
        busy={busy}
        disabled={pinned.length === 0}
        title={t("unpinAll", { name })}
        aria-label={t("unpinAll", { name })}
        onClick={() => onPin(pinned, false)}
      >
        {t("unpinShown")}
      </Button>
    </div>
  );
}
