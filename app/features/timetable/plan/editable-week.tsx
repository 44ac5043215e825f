import { useFetcher } from "@remix-run/react";
import { Pin, PinOff, Undo2 } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { Place } from "#server/domains/timetable/edit/schema.ts";
import type { Timetable } from "#server/domains/timetable/schema.ts";
import type { Card, TimetableView } from "#server/domains/timetable/view/schema.ts";
import { Button } from "~/ui/button.tsx";
import type { GridLesson, PlaceState, Placing } from "~/ui/timetable/grid-types.ts";
import { TimetableGrid } from "~/ui/timetable/timetable-grid.tsx";
import { gridDays, gridLessons, gridPeriods } from "../week/to-grid.ts";
import type { PlanChange } from "./change.ts";
import { useRuleName } from "./score-panel.tsx";

type Props = {
  timetable: Timetable;
  view: TimetableView;
  unplaced: readonly Card[];
  /** False while it is in force or being made. */
  editable: boolean;
  send: (change: PlanChange) => void;
};

/**
 * A week in which lessons can be moved: take one, by click, key or drag; every place says what it would break; put it
 * down. The judge of each place is the same evaluator that judges whole timetables.
 */
export function EditableWeek({ timetable, view, unplaced, editable, send }: Props) {
  const t = useTranslations("timetable");
  const [picked, setPicked] = useState<GridLesson | null>(null);
  const places = useFetcher<Place[]>();
  const { week } = view;
  const lessons = gridLessons(week, [...view.cards, ...(editable ? unplaced : [])], view.kind);
  const seen = { id: timetable.id, version: timetable.version };
  const pick = (lesson: GridLesson) => {
    setPicked(lesson);
    places.load(`/timetable/${timetable.schoolId}/places?timetable=${timetable.id}&lesson=${lesson.id}`);
  };
  const judged = places.state === "idle" ? places.data : undefined;
  const placing = usePlacing(view, picked, judged, {
    onPlace: (lessonId, to) => {
      setPicked(null);
      send({ intent: "move", ...seen, lessonId, to });
    },
    onCancel: () => setPicked(null),
  });
  return (
    <>
      {editable && (
        <PickedBar
          picked={picked}
          onPin={(lesson) => {
            setPicked(null);
            send({ intent: "pin", ...seen, lessonIds: [lesson.id], pinned: !lesson.locked });
          }}
          onTakeOut={(lesson) => {
            setPicked(null);
            send({ intent: "move", ...seen, lessonId: lesson.id, to: null });
          }}
        />
      )}
      <TimetableGrid
        label={t("week.of", { name: view.subject.name })}
        days={gridDays(week)}
        periods={gridPeriods(week)}
        lessons={lessons}
        beside={editable ? "22.9rem" : "20.4rem"}
        {...(editable
          ? {
              onPick: pick,
              onOpen: (lesson: GridLesson) =>
                send({ intent: "pin", ...seen, lessonIds: [lesson.id], pinned: !lesson.locked }),
            }
          : {})}
        {...(placing ? { placing } : {})}
      />
    </>
  );
}

type Hands = {
  onPlace: (lessonId: string, to: { day: number; period: number }) => void;
  onCancel: () => void;
};

/** What the grid needs while a lesson is in hand; until the judge has answered, every place is open. */
function usePlacing(
  { week }: TimetableView,
  picked: GridLesson | null,
  places: readonly Place[] | undefined,
  { onPlace, onCancel }: Hands,
): Placing | undefined {
  const t = useTranslations("timetable.edit");
  const ruleName = useRuleName();
  if (!picked) return undefined;
  const days = new Map(week.days.map(({ id }, index) => [id, index]));
  const periods = new Map(gridPeriods(week).map(({ id }, index) => [id, index]));
  const at = (dayId: string, periodId: string) => ({
    day: days.get(dayId) ?? 0,
    period: periods.get(periodId) ?? 0,
  });
  const told = (place: Place): PlaceState => {
    const rules = place.kinds.map(ruleName).join(", ");
    if (place.state === "good") return { state: "good", reason: t("fits") };
    if (place.state === "wish") return { state: "swap", reason: t("costs", { rules }) };
    if (place.state === "bad") return { state: "bad", reason: t("breaks", { rules }) };
    return { state: "off", reason: t("off") };
  };
  return {
    lessonId: picked.id,
    stateOf: (dayId, periodId) => {
      const { day, period } = at(dayId, periodId);
      const place = places?.find((one) => one.day === day && one.period === period);
      return place ? told(place) : { state: "good" };
    },
    onPlace: (dayId, periodId) => onPlace(picked.id, at(dayId, periodId)),
    onCancel,
  };
}

type BarProps = {
  picked: GridLesson | null;
  onPin: (lesson: GridLesson) => void;
  onTakeOut: (lesson: GridLesson) => void;
};

/** What else can be done with the lesson in hand. Always there, so that the grid does not jump. */
function PickedBar({ picked, onPin, onTakeOut }: BarProps) {
  const t = useTranslations("timetable.edit");
  return (
    <div className="no-print mb-1.5 flex min-h-8 flex-wrap items-center gap-2 text-muted text-small">
      {picked ? (
        <>
          <span className="font-strong text-text">{picked.subject}</span>
          {picked.dayId && (
            <>
              <Button size="small" icon={picked.locked ? <PinOff /> : <Pin />} onClick={() => onPin(picked)}>
                {t(picked.locked ? "unpin" : "pin")}
              </Button>
              <Button size="small" icon={<Undo2 />} onClick={() => onTakeOut(picked)}>
                {t("putBack")}
              </Button>
            </>
          )}
        </>
      ) : (
        <span>{t("hint")}</span>
      )}
    </div>
  );
}
