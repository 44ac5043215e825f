import { CircleCheck, ListChecks, WandSparkles } from "lucide-react";
import { useId } from "react";
import { useFormatter, useTranslations } from "use-intl";
import type { Timetable } from "#server/domains/timetable/schema.ts";
import { Button } from "~/ui/button.tsx";
import { cn } from "~/ui/cn.ts";
import { ProgressBar } from "~/ui/progress-bar.tsx";
import { Select } from "~/ui/select.tsx";
import { TextLink } from "~/ui/text-link.tsx";
import { type Generation, isActive } from "./use-run.ts";

type Props = {
  timetable: Timetable;
  generation: Generation | null;
  busy: boolean;
  onStart: (seconds: number) => void;
  onCancel: () => void;
  onCopy: () => void;
  /** Opens what each rule costs. */
  onScore: () => void;
};

/** The numbers by which a timetable is judged, and the engine: to be started, at work, or out of place. One line on a desktop. */
export function PlanBar(props: Props) {
  const { timetable, generation, busy, onCancel } = props;
  const active = generation && isActive(generation) ? generation : null;
  return (
    <section className="no-print mb-3 flex flex-wrap items-stretch overflow-hidden rounded-card border border-line bg-surface">
      <Numbers timetable={timetable} />
      <div className="flex min-h-13 min-w-64 flex-1 flex-wrap items-center justify-end gap-2 border-line border-t px-3 py-2 sm:border-s sm:border-t-0">
        {active ? <AtWork generation={active} busy={busy} onCancel={onCancel} /> : <Idle {...props} />}
      </div>
    </section>
  );
}

/** Lessons without a place, broken rules, unmet wishes. */
function Numbers({ timetable }: { timetable: Timetable }) {
  const t = useTranslations("timetable.score");
  const why = useTranslations("whyNot");
  const format = useFormatter();
  const numbers = [
    { label: t("unplaced"), value: timetable.unplaced, bad: true, asks: timetable.unplaced !== 0 },
    { label: t("hard"), value: timetable.hard, bad: true },
    { label: t("soft"), value: timetable.soft, bad: false },
  ];
  return (
    <dl className="grid grow grid-cols-3 sm:flex sm:grow-0">
      {numbers.map(({ label, value, bad, asks }) => (
        <div
          key={label}
          className="flex flex-col justify-center border-line px-3 py-1.5 not-first:border-s md:px-4"
        >
          <dt className="text-caption leading-tight text-muted">{label}</dt>
          <dd
            className={cn(
              "tabular flex items-center gap-1.5 text-large leading-snug",
              value === 0 ? "text-good" : bad && value ? "text-bad" : "text-text",
            )}
          >
            {value === null ? "–" : format.number(value, { maximumFractionDigits: 2 })}
            {value === 0 && <CircleCheck aria-hidden className="size-4" />}
            {asks && (
              <TextLink to="why" className="text-small">
                {why("open")}
              </TextLink>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const choices = [10, 60, 300, 1200] as const;

function Idle({ timetable, busy, onStart, onCopy, onScore }: Props) {
  const t = useTranslations("timetable");
  const fieldId = useId();
  const fixed = timetable.state === "published" || timetable.state === "archived";
  return (
    <>
      <Button tone="quiet" icon={<ListChecks />} onClick={onScore} className="sm:me-auto">
        {t("score.open")}
      </Button>
      {fixed ? (
        <>
          <span className="min-w-40 text-muted text-small">{t("generate.inForce")}</span>
          <Button onClick={onCopy} busy={busy}>
            {t("generate.copy")}
          </Button>
        </>
      ) : (
        <form
          className="flex flex-wrap items-center gap-2"
          title={t("generate.help")}
          onSubmit={(event) => {
            event.preventDefault();
            onStart(Number(new FormData(event.currentTarget).get("seconds")));
          }}
        >
          <label htmlFor={fieldId} className="text-muted text-small">
            {t("generate.seconds")}
          </label>
          <Select id={fieldId} name="seconds" defaultValue="60" className="w-32">
            {choices.map((seconds) => (
              <option key={seconds} value={seconds}>
                {t(`generate.secondsOptions.s${seconds}`)}
              </option>
            ))}
          </Select>
          <Button
            type="submit"
            tone={timetable.unplaced === 0 ? "secondary" : "primary"}
            icon={<WandSparkles />}
            busy={busy}
          >
            {t(timetable.unplaced === null ? "generate.start" : "generate.again")}
          </Button>
        </form>
      )}
    </>
  );
}

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
  const missing = detail.unplaced === 0 ? [] : (detail.unplacedLessons ?? []);
  const numbers = [
    ...(detail.placed === undefined || detail.total === undefined
      ? []
      : [t("placed", { placed: detail.placed, total: detail.total })]),
    ...(detail.unplaced === 0 && detail.soft !== undefined
      ? [t("wishes", { soft: Number(detail.soft.toFixed(2)) })]
      : []),
    ...(missing.length > 0
      ? [t("unplacedNow", { names: format.list(missing, { type: "conjunction" }) })]
      : []),
  ];
  return (
    <div className="min-w-0 flex-1">
      <ProgressBar
        label={label}
        value={state === "queued" ? null : fraction}
        detail={numbers.join(" · ")}
        onCancel={onCancel}
        cancelling={busy}
      />
    </div>
  );
}
