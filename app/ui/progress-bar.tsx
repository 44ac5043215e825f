import { X } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Button } from "./button.tsx";
import { remainingTime } from "./remaining-time.ts";

export type ProgressBarProps = {
  /** What is being done: "Placing lessons". */
  label: ReactNode;
  /** 0 to 1; null while the end is not known. */
  value: number | null;
  /** How it goes: "1,240 of 2,000 lessons", "3,100 moves a second". */
  detail?: ReactNode;
  /** Seconds that are left, when they can be told. */
  secondsLeft?: number | null;
  onCancel?: () => void;
  cancelling?: boolean;
};

/** Long work: what is being done, how fast, how much is left, and a way to stop it. Stays where it was started. */
export function ProgressBar({ label, value, detail, secondsLeft, onCancel, cancelling }: ProgressBarProps) {
  const t = useTranslations();
  const rest = secondsLeft == null ? null : remainingTime(secondsLeft);
  const percent = value === null ? null : Math.round(Math.min(1, Math.max(0, value)) * 100);
  return (
    <div className="flex items-center gap-3">
      <div className="min-w-0 flex-1">
        <div className="mb-1.5 flex items-baseline justify-between gap-3 text-small">
          <span className="truncate font-strong">{cancelling ? t("ui.progress.cancelling") : label}</span>
          {percent !== null && <span className="tabular text-muted">{percent}%</span>}
        </div>
        <div
          role="progressbar"
          aria-label={typeof label === "string" ? label : undefined}
          aria-valuenow={percent ?? undefined}
          aria-valuemin={0}
          aria-valuemax={100}
          className="relative h-1.5 overflow-hidden rounded-full bg-pressed"
        >
          {percent === null ? (
            <div className="absolute h-full w-2/5 animate-indeterminate rounded-full bg-accent" />
          ) : (
            <div
              className="h-full rounded-full bg-accent transition-[width] duration-300"
              style={{ width: `${percent}%` }}
            />
          )}
        </div>
        {(detail || rest) && (
          <p className="tabular mt-1.5 flex flex-wrap justify-between gap-x-3 text-caption text-muted">
            <span>{detail}</span>
            {rest && (
              <span>
                {t(`ui.progress.${rest.unit === "seconds" ? "rest" : "restMinutes"}`, {
                  [rest.unit]: rest.count,
                })}
              </span>
            )}
          </p>
        )}
      </div>
      {onCancel && (
        <Button size="small" icon={<X />} onClick={onCancel} busy={cancelling}>
          {t("common.cancel")}
        </Button>
      )}
    </div>
  );
}
