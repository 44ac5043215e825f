import { Check, Repeat2, X } from "lucide-react";
import { useTranslations } from "use-intl";
import { cn } from "../cn.ts";
import type { GridDay, GridPeriod, PlaceState, TimetableGridProps } from "./grid-types.ts";

const looks = {
  good: "bg-good-surface/40 text-good ring-good-edge",
  swap: "text-warn ring-warn-edge",
  bad: "text-bad ring-bad-edge/60",
  off: "text-muted ring-line",
};
const icons = { good: Check, swap: Repeat2, bad: X, off: X };

/** The places behind the lessons: lines and hatching; while a lesson is in hand, buttons that say what each would mean. */
export function PlaceCells({
  days,
  periods,
  lineOf,
  blocked,
  placing,
}: TimetableGridProps & { lineOf: readonly number[] }) {
  return days.map((day, column) =>
    periods.map((period, row) => {
      const reason = day.holiday ?? blocked?.(day.id, period.id) ?? null;
      return (
        <div
          key={`${day.id}/${period.id}`}
          title={reason ?? undefined}
          className={cn(
            "relative hidden border-line border-b p-0.5 week:block",
            placing && "z-3",
            column < days.length - 1 && "border-e",
          )}
          style={{
            gridColumn: column + 2,
            gridRow: lineOf[row],
            background: reason ? "var(--hatch)" : undefined,
          }}
        >
          {placing && (
            <PlaceButton
              day={day}
              period={period}
              place={placing.stateOf(day.id, period.id)}
              onPlace={placing.onPlace}
            />
          )}
        </div>
      );
    }),
  );
}

type PlaceButtonProps = {
  day: GridDay;
  period: GridPeriod;
  place: PlaceState;
  onPlace: (dayId: string, periodId: string) => void;
};

const words = { good: "placeGood", swap: "placeSwap", bad: "placeBad", off: "placeOff" } as const;

function PlaceButton({ day, period, place, onPlace }: PlaceButtonProps) {
  const t = useTranslations("ui.grid");
  const Icon = icons[place.state];
  const state = place.reason ?? t(words[place.state]);
  const put = () => onPlace(day.id, period.id);
  return (
    <button
      type="button"
      title={state}
      aria-label={t("placeAt", { day: day.name, period: period.name, state })}
      disabled={place.state === "off"}
      onClick={put}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        put();
      }}
      className={cn(
        "flex size-full items-start justify-end rounded-control p-1 ring-1 ring-inset transition-colors hover:ring-2 [&_svg]:size-3.5",
        looks[place.state],
      )}
    >
      <span className="grid size-4.5 place-items-center rounded-full bg-surface">
        <Icon aria-hidden />
      </span>
    </button>
  );
}
