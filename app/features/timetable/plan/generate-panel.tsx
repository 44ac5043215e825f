import { WandSparkles } from "lucide-react";
import { useId } from "react";
import { useFormatter, useTranslations } from "use-intl";
import type { Timetable } from "#server/domains/timetable/schema.ts";
import { Button } from "~/ui/button.tsx";
import { ProgressBar } from "~/ui/progress-bar.tsx";
import { Select } from "~/ui/select.tsx";
import { type Generation, isActive } from "./use-run.ts";

type Props = {
  timetable: Timetable;
  generation: Generation | null;
  busy: boolean;
  onStart: (seconds: number) => void;
  onCancel: () => void;
  onCopy: () => void;
};

const choices = [10, 60, 300, 1200] as const;

/** Lets the engine place the lessons, and shows it at work: the bar, the numbers, what has no place yet. */
export function GeneratePanel({ timetable, generation, busy, onStart, onCancel, onCopy }: Props) {
  const t = useTranslations("timetable.generate");
  const fieldId = useId();
  if (generation && isActive(generation))
    return <AtWork generation={generation} busy={busy} onCancel={onCancel} />;
  if (timetable.state === "published" || timetable.state === "archived")
    return (
      <Frame>
        <p className="text-muted">{t("inForce")}</p>
        <Button onClick={onCopy} busy={busy}>
          {t("copy")}
        </Button>
      </Frame>
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onStart(Number(new FormData(event.currentTarget).get("seconds")));
      }}
    >
      <Frame>
        <div className="min-w-0 flex-1 basis-56">
          <h2 className="text-large">{t("title")}</h2>
          <p className="text-muted text-small">{t("help")}</p>
        </div>
        <div className="flex items-center gap-2">
          <label htmlFor={fieldId} className="text-muted text-small">
            {t("seconds")}
          </label>
          <Select id={fieldId} name="seconds" defaultValue="60">
            {choices.map((seconds) => (
              <option key={seconds} value={seconds}>
                {t(`secondsOptions.s${seconds}`)}
              </option>
            ))}
          </Select>
        </div>
        <Button
          type="submit"
          tone={timetable.unplaced === 0 ? "secondary" : "primary"}
          icon={<WandSparkles />}
          busy={busy}
        >
          {t(timetable.unplaced === null ? "start" : "again")}
        </Button>
      </Frame>
    </form>
  );
}

const Frame = ({ children }: { children: React.ReactNode }) => (
  <div className="no-print flex flex-wrap items-center justify-between gap-3 rounded-card border border-line bg-surface px-4 py-3.5">
    {children}
  </div>
);

function AtWork({
  generation,
  busy,
  onCancel,
}: {
  generation: Generation;
  busy: boolean;
  onCancel: () => void;
}) {
  const t = useTranslations("timetable.generate");
  const format = useFormatter();
  const { state, phase, fraction, detail } = generation;
  const label =
    state === "queued" ? t("waiting") : phase === "timetable.improving" ? t("improving") : t("placing");
  const numbers = [
    ...(detail.placed === undefined || detail.total === undefined
      ? []
      : [t("placed", { placed: detail.placed, total: detail.total })]),
    ...(detail.unplaced === 0 && detail.soft !== undefined
      ? [t("wishes", { soft: Number(detail.soft.toFixed(2)) })]
      : []),
  ];
  const missing = detail.unplaced === 0 ? [] : (detail.unplacedLessons ?? []);
  return (
    <div className="no-print rounded-card border border-line bg-surface px-4 py-3.5">
      <ProgressBar
        label={label}
        value={state === "queued" ? null : fraction}
        detail={numbers.join(" · ")}
        onCancel={onCancel}
        cancelling={busy}
      />
      {missing.length > 0 && (
        <p className="mt-2 text-caption text-muted">
          {t("unplacedNow", { names: format.list(missing, { type: "conjunction" }) })}
        </p>
      )}
    </div>
  );
}
