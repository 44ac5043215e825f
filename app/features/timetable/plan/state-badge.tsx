import { useTranslations } from "use-intl";
import type { TimetableState } from "#server/domains/timetable/schema.ts";
import { StatusBadge, type StatusTone } from "~/ui/badge.tsx";

const tones: Record<TimetableState, StatusTone> = {
  draft: "neutral",
  generating: "busy",
  ready: "info",
  published: "good",
  archived: "neutral",
};

export function StateBadge({ state }: { state: TimetableState }) {
  const t = useTranslations("timetable.states");
  return <StatusBadge tone={tones[state]}>{t(state)}</StatusBadge>;
}
