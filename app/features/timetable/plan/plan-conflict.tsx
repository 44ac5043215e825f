import { useTranslations } from "use-intl";
import type { Card, TimetableView } from "#server/domains/timetable/view/schema.ts";
import { ConflictDialog, type ConflictField } from "~/ui/conflict-dialog.tsx";
import { gridPeriods } from "../week/to-grid.ts";
import type { PlanChange, StalePlan } from "./change.ts";

type Props = {
  stale: StalePlan;
  change: PlanChange;
  /** The week as it is now: it has been read again. */
  view: TimetableView | null;
  unplaced: readonly Card[];
  busy: boolean;
  onClose: () => void;
  /** Sends the change again, on top of what stands now. */
  onSave: (change: PlanChange) => void;
};

/** Somebody else changed the timetable first: what one wanted beside what stands now, to drop it or do it all the same. */
export function PlanConflict({ stale, change, view, unplaced, busy, onClose, onSave }: Props) {
  const t = useTranslations("timetable");
  const fields = useFields({ stale, change, view, unplaced });
  const again = { ...change, version: stale.server.version } as PlanChange;
  return (
    <ConflictDialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      name={stale.server.name}
      who={stale.changedBy ?? t("conflict.somebody")}
      when={new Date(stale.changedAt)}
      fields={fields}
      busy={busy}
      onRefresh={onClose}
      onMerge={(picks) => {
        onClose();
        if (fields.some(({ id }) => picks[id] !== "theirs")) onSave(again);
      }}
      onForce={() => {
        onClose();
        onSave(again);
      }}
    />
  );
}

/** The one thing a change of a timetable is about: its name, its state, or where lessons are. */
function useFields({ stale, change, view, unplaced }: Pick<Props, "stale" | "change" | "view" | "unplaced">) {
  const t = useTranslations("timetable");
  const { server } = stale;
  const place = usePlace(view);
  const cards = [...(view?.cards ?? []), ...unplaced];
  const field = (id: string, label: string, yours: string, theirs: string): ConflictField[] => [
    { id, label, yours, theirs },
  ];
  switch (change.intent) {
    case "rename":
      return field("name", t("plan.columns.name"), change.name, server.name);
    case "move": {
      const card = cards.find(({ lessonId }) => lessonId === change.lessonId);
      return field(
        "place",
        card?.subject ?? t("conflict.lesson"),
        place(change.to),
        place(
          card && card.day !== null && card.period !== null ? { day: card.day, period: card.period } : null,
        ),
      );
    }
    case "pin": {
      const count = change.lessonIds.length;
      return field(
        "pins",
        t("conflict.pins"),
        t(change.pinned ? "conflict.pinned" : "conflict.freed", { count }),
        t("conflict.asTheyAre"),
      );
    }
    case "publish":
      return field("state", t("plan.columns.state"), t("states.published"), t(`states.${server.state}`));
    case "archive":
      return field("state", t("plan.columns.state"), t("states.archived"), t(`states.${server.state}`));
    case "unpublish":
      return field("state", t("plan.columns.state"), t("states.ready"), t(`states.${server.state}`));
    case "remove":
      return field("state", t("plan.columns.state"), t("conflict.deleted"), t(`states.${server.state}`));
    default:
      return field("state", t("plan.columns.state"), t("states.generating"), t(`states.${server.state}`));
  }
}

/** A place of the week in words. */
function usePlace(view: TimetableView | null) {
  const t = useTranslations("timetable.conflict");
  return (at: { day: number; period: number } | null): string => {
    if (!at) return t("nowhere");
    const day = view?.week.days[at.day]?.name ?? String(at.day + 1);
    const period = (view && gridPeriods(view.week)[at.period]?.name) ?? String(at.period + 1);
    return t("place", { day, period });
  };
}
