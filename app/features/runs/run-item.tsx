import { CalendarDays, RotateCw } from "lucide-react";
import { useFormatter, useTranslations } from "use-intl";
import type { RunRow } from "#server/domains/runs/schema.ts";
import { StatusBadge, type StatusTone } from "~/ui/badge.tsx";
import { Button } from "~/ui/button.tsx";
import { LinkButton } from "~/ui/link-button.tsx";
import { ProgressBar } from "~/ui/progress-bar.tsx";
import { remainingTime } from "~/ui/remaining-time.ts";
import { isActive } from "./run-state.ts";
import { useRunWords } from "./use-run-words.ts";

const tones: Record<RunRow["state"], StatusTone> = {
  queued: "neutral",
  running: "busy",
  succeeded: "good",
  failed: "bad",
  cancelled: "neutral",
};

type Props = {
  run: RunRow;
  school: string | null;
  busy: boolean;
  onCancel: () => void;
  onReplay: () => void;
};

/** One piece of work: what, for whom, how far or how it ended, and what can be done about it. */
export function RunItem({ run, school, busy, onCancel, onReplay }: Props) {
  const t = useTranslations("runs");
  const words = useRunWords();
  const active = isActive(run);
  const link = linkOf(run);
  return (
    <li className="flex flex-col gap-2.5 px-4 py-3.5">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h2 className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-body">
            <bdi>{run.title || words.task(run.task)}</bdi>
            <StatusBadge tone={tones[run.state]}>{t(`states.${run.state}`)}</StatusBadge>
          </h2>
          <p className="mt-0.5 flex flex-wrap gap-x-2 text-muted text-small">
            <span>{words.task(run.task)}</span>
            <Asked run={run} />
            {school && <bdi>{school}</bdi>}
            <Took run={run} />
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          {link && !active && (
            <LinkButton size="small" tone="quiet" icon={<CalendarDays />} to={link}>
              {t("openTimetable")}
            </LinkButton>
          )}
          {run.replayable && (
            <Button size="small" icon={<RotateCw />} busy={busy} onClick={onReplay}>
              {t("replay")}
            </Button>
          )}
        </div>
      </div>
      {active && (
        <ProgressBar
          label={words.phase(run)}
          value={run.state === "queued" ? null : run.fraction}
          detail={words.numbers(run)}
          onCancel={onCancel}
          cancelling={busy || run.cancelRequested}
        />
      )}
      {run.state === "failed" && <p className="text-bad text-small">{words.reason(run.error)}</p>}
      {run.state === "succeeded" && words.numbers(run) && (
        <p className="tabular text-muted text-small">{words.numbers(run)}</p>
      )}
    </li>
  );
}

function Asked({ run }: { run: RunRow }) {
  const t = useTranslations("runs");
  const format = useFormatter();
  const date = format.dateTime(new Date(run.createdAt), { dateStyle: "medium", timeStyle: "short" });
  return (
    <span>
      {run.requestedByName ? t("by", { name: run.requestedByName, date }) : t("byProduct", { date })}
    </span>
  );
}

/** How long ended work took. */
function Took({ run: { startedAt, finishedAt } }: { run: RunRow }) {
  const t = useTranslations("runs");
  if (!startedAt || !finishedAt) return null;
  const { unit, count } = remainingTime((Date.parse(finishedAt) - Date.parse(startedAt)) / 1000);
  return <span className="tabular">{t("took", { time: t(unit, { count }) })}</span>;
}

/** Where the result is, for work whose result has a page. */
const linkOf = ({ schoolId, detail }: RunRow): string | null =>
  typeof detail.timetableId === "string" ? `/timetable/${schoolId}/plan/${detail.timetableId}` : null;
