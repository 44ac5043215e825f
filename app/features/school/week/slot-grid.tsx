import { type ReactNode, useRef } from "react";
import { useTranslations } from "use-intl";
import { useSchoolData } from "../school-data.ts";

type Slot = { day: string; hour: string };
type Props = {
  name: string;
  legend: ReactNode;
  help?: string;
  error?: string | null;
  value?: readonly Slot[];
};

/**
 * The school's week to mark times in: a native checkbox for each period of each day, so Tab, Space and forms just work.
 * The name of a day or period marks or clears its whole line; dragging over cells marks them like the first.
 */
export function SlotGrid({ name, legend, help, error, value = [] }: Props) {
  const t = useTranslations("school.week");
  const { week } = useSchoolData();
  const frame = useRef<HTMLTableElement>(null);
  const brush = useRef<boolean | null>(null);
  const hours = week.periods.filter((period) => !period.isBreak);
  const marked = new Set(value.map((slot) => `${slot.day}|${slot.hour}`));

  const boxes = (part: string) =>
    [...(frame.current?.querySelectorAll<HTMLInputElement>("input") ?? [])].filter((box) =>
      box.value.split("|").includes(part),
    );
  const toggleLine = (id: string) => {
    const line = boxes(id);
    const on = line.some((box) => !box.checked);
    for (const box of line) box.checked = on;
    frame.current?.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const paint = (target: EventTarget) => {
    const box = (target as HTMLElement).closest("label")?.querySelector("input");
    if (box && brush.current !== null) box.checked = brush.current;
  };

  return (
    <fieldset id={`field-${name}`} tabIndex={-1} className="min-w-0">
      <legend className="mb-1 font-strong text-small">{legend}</legend>
      {help && <p className="mb-2 text-muted text-small">{help}</p>}
      <div className="overflow-x-auto">
        <table
          ref={frame}
          className="w-full max-w-2xl table-fixed border-separate border-spacing-1 text-caption"
          style={{ minWidth: `${5 + week.days.length * 2.5}rem` }}
          onPointerUp={() => {
            brush.current = null;
          }}
          onPointerLeave={() => {
            brush.current = null;
          }}
        >
          <thead>
            <tr>
              <td className="w-20" />
              {week.days.map((day) => (
                <th key={day.id} scope="col" className="p-0 font-normal">
                  <LineButton label={t("wholeDay", { day: day.name })} onClick={() => toggleLine(day.id)}>
                    {day.name}
                  </LineButton>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {hours.map((hour) => (
              <tr key={hour.id}>
                <th scope="row" className="p-0 text-start font-normal">
                  <LineButton
                    label={t("wholePeriod", { period: hour.name })}
                    onClick={() => toggleLine(hour.id)}
                  >
                    {hour.name}
                  </LineButton>
                </th>
                {week.days.map((day) => (
                  <td key={day.id} className="p-0">
                    <label
                      className="grid h-8 cursor-pointer touch-none place-items-center rounded-small border border-line-control bg-surface has-checked:border-bad-edge has-checked:bg-bad-surface has-focus-visible:outline-2 has-focus-visible:outline-focus"
                      onPointerDown={(event) => {
                        const box = event.currentTarget.querySelector("input");
                        brush.current = box ? !box.checked : null;
                        event.currentTarget.releasePointerCapture?.(event.pointerId);
                      }}
                      onPointerEnter={(event) => {
                        if (event.buttons === 1) paint(event.target);
                      }}
                    >
                      <input
                        type="checkbox"
                        name={name}
                        value={`${day.id}|${hour.id}`}
                        defaultChecked={marked.has(`${day.id}|${hour.id}`)}
                        aria-label={t("slot", { day: day.name, period: hour.name })}
                        className="peer sr-only"
                      />
                      <span aria-hidden className="hidden text-bad peer-checked:inline">
                        ✕
                      </span>
                    </label>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {error && <p className="mt-1.5 text-bad text-small">{error}</p>}
    </fieldset>
  );
}

function LineButton({
  label,
  onClick,
  children,
}: {
  label: string;
  onClick: () => void;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      dir="auto"
      onClick={onClick}
      className="block h-8 w-full max-w-28 truncate rounded-small px-1 text-muted hover:bg-hover hover:text-text"
    >
      {children}
    </button>
  );
}
