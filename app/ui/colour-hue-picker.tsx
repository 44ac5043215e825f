import { Check } from "lucide-react";
import { type ReactNode, useId } from "react";
import { useTranslations } from "use-intl";
import { cn } from "./cn.ts";
import { hueCount } from "./person-look.ts";

export type ColourHuePickerProps = {
  legend: ReactNode;
  name: string;
  /** 1 to 12. */
  defaultValue?: number | null;
  value?: number | null;
  onValueChange?: (hue: number) => void;
  className?: string;
};

/** One of the twelve hues: radios, so arrows move and the form carries the number. */
export function ColourHuePicker({
  legend,
  name,
  defaultValue,
  value,
  onValueChange,
  className,
}: ColourHuePickerProps) {
  const t = useTranslations("ui.hue");
  const group = useId();
  return (
    <fieldset className={cn("min-w-0", className)}>
      <legend className="mb-1.5 font-strong text-small">{legend}</legend>
      <div className="flex flex-wrap gap-1.5">
        {Array.from({ length: hueCount }, (_, index) => index + 1).map((hue) => (
          <label
            key={hue}
            title={t("label", { number: hue })}
            className="relative grid size-8 place-items-center rounded-control border-2 transition-shadow has-checked:ring-2 has-checked:ring-focus has-checked:ring-offset-2 has-checked:ring-offset-surface has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-4"
            style={{
              background: `var(--hue-${hue}-surface)`,
              borderColor: `var(--hue-${hue}-edge)`,
              color: `var(--hue-${hue}-text)`,
            }}
          >
            <input
              type="radio"
              name={name}
              id={`${group}-${hue}`}
              value={hue}
              aria-label={t("label", { number: hue })}
              defaultChecked={value === undefined ? hue === defaultValue : undefined}
              checked={value === undefined ? undefined : hue === value}
              onChange={() => onValueChange?.(hue)}
              className="peer absolute inset-0 cursor-pointer appearance-none rounded-control outline-none"
            />
            <Check
              aria-hidden
              className="pointer-events-none invisible size-4 peer-checked:visible"
              strokeWidth={2.5}
            />
          </label>
        ))}
      </div>
    </fieldset>
  );
}
