import type { ReactNode } from "react";
import { cn } from "./cn.ts";

type RadioOption = { value: string; label: ReactNode; help?: ReactNode; disabled?: boolean };

export type RadioGroupProps = {
  legend: ReactNode;
  name: string;
  options: readonly RadioOption[];
  defaultValue?: string;
  value?: string;
  onValueChange?: (value: string) => void;
  /** `segments` for two to four short words side by side, `list` when an option needs explaining. */
  look?: "list" | "segments";
  hideLegend?: boolean;
  className?: string;
};

/** One of a few where all should be seen at once. Native radios: arrows, forms and screen readers just work. */
export function RadioGroup(props: RadioGroupProps) {
  const {
    legend,
    name,
    options,
    defaultValue,
    value,
    onValueChange,
    look = "list",
    hideLegend,
    className,
  } = props;
  return (
    <fieldset className={cn("min-w-0", className)}>
      <legend className={cn("mb-1.5 font-strong text-small", hideLegend && "sr-only")}>{legend}</legend>
      <div
        className={
          look === "list"
            ? "flex flex-col gap-2"
            : "inline-flex rounded-control bg-sunken p-0.5 ring-1 ring-line ring-inset"
        }
      >
        {options.map((option) => (
          <label
            key={option.value}
            className={look === "list" ? "inline-flex items-start gap-2" : segmentStyle}
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              disabled={option.disabled}
              defaultChecked={value === undefined ? option.value === defaultValue : undefined}
              checked={value === undefined ? undefined : option.value === value}
              onChange={() => onValueChange?.(option.value)}
              className={look === "list" ? "mt-[0.2em] size-4 shrink-0" : "sr-only"}
            />
            <span>
              {option.label}
              {option.help && <span className="block text-muted text-small">{option.help}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

const segmentStyle =
  "flex min-h-control-small flex-1 items-center justify-center whitespace-nowrap rounded-small px-2.5 text-muted text-small transition-colors hover:text-text has-checked:bg-surface has-checked:font-strong has-checked:text-text has-checked:shadow-control has-checked:ring-1 has-checked:ring-line has-focus-visible:outline-2 has-focus-visible:outline-focus";
