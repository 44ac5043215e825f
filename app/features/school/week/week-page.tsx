import { ArrowDown, ArrowUp, Coffee, Plus, X } from "lucide-react";
import { useEffect, useId, useState } from "react";
import { useTranslations } from "use-intl";
import type { Week } from "#server/domains/school/week/schema.ts";
import { Button } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { FormErrorSummary } from "~/ui/form-error-summary.tsx";
import { IconButton } from "~/ui/icon-button.tsx";
import { LeaveGuard } from "~/ui/leave-guard.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { Select } from "~/ui/select.tsx";
import { TextInput } from "~/ui/text-input.tsx";
import { TimeInput } from "~/ui/time-input.tsx";
import { useToast } from "~/ui/toast.tsx";
import { useHeld } from "~/ui/use-held.ts";
import { useChange } from "../change.ts";
import { Changed } from "../changed.tsx";
import type { FieldSpec } from "../resource/field-spec.ts";
import { ResourceConflict } from "../resource/resource-conflict.tsx";
import { useErrorText, useReasonText } from "../resource/texts.ts";
import { useSchoolData } from "../school-data.ts";
import {
  type DraftDay,
  type DraftPeriod,
  draftOf,
  mixOf,
  moved,
  newKey,
  nextPeriod,
  starter,
  summary,
  toValues,
} from "./week-draft.ts";

/** Days, periods with clock times, and the breaks between them; saved as a whole. */
export function WeekPage() {
  const t = useTranslations("common");
  const { week } = useSchoolData();
  const toast = useToast();
  const [typing, setTyping] = useState(false);
  const { shown, release } = useHeld(week, typing);
  const change = useChange((done) => {
    if (done.problem) return;
    setTyping(false);
    toast({ message: t("saved") });
  });
  const show = () => {
    release();
    setTyping(false);
  };
  return (
    <WeekEditor
      key={shown.version}
      week={shown}
      newest={week.version}
      change={change}
      onTyping={setTyping}
      onShow={show}
    />
  );
}

type EditorProps = {
  /** What it was opened with. */
  week: Week;
  /** The version that stands now. */
  newest: string;
  change: ReturnType<typeof useChange>;
  onTyping: (typing: boolean) => void;
  onShow: () => void;
};

/** Starts anew from what is stored when that has changed and nothing was typed; its change is waited for outside. */
function WeekEditor({ week, newest, change, onTyping, onShow }: EditorProps) {
  const t = useTranslations();
  const { school } = useSchoolData();
  const errorText = useErrorText();
  const reasonText = useReasonText();
  const [draft, setDraft] = useState(() => draftOf(week));
  const { busy, answer, send } = change;
  const save = (wanted = draft, version = week.version) =>
    send({ resource: "week", intent: "update", id: school.id, version, values: toValues(wanted) });
  const saveMix = (mixed: Record<string, unknown>, server: Week) =>
    save(mixOf(draft, server, mixed), server.version);
  const problem = answer?.problem;
  const errorOf = (path: string) => (problem?.fields[path] ? errorText(problem.fields[path]) : null);
  const errors = Object.fromEntries(
    Object.entries(problem?.fields ?? {}).map(([path, key]) => [path, errorText(key)]),
  );
  const dirty = JSON.stringify(toValues(draft)) !== JSON.stringify(toValues(draftOf(week)));
  useEffect(() => onTyping(dirty), [dirty, onTyping]);
  const mayEdit = school.mayEdit;
  return (
    <>
      <PageHeader
        title={t("school.week.title")}
        description={t("school.week.help")}
        primary={
          mayEdit ? (
            <Button
              tone="primary"
              busy={busy}
              disabled={!dirty && !busy}
              className={dirty ? undefined : "max-md:hidden"}
              onClick={() => save()}
            >
              {t("common.save")}
            </Button>
          ) : undefined
        }
        actions={
          dirty ? (
            <Button onClick={() => setDraft(draftOf(week))}>{t("school.week.discard")}</Button>
          ) : undefined
        }
      />
      <LeaveGuard dirty={dirty && !busy} />
      {newest !== week.version && !busy && (
        <Changed thing="week" id={school.id} version={newest} onShow={onShow} />
      )}
      {problem && !problem.stale && (
        <FormErrorSummary
          errors={errors}
          formError={Object.keys(errors).length > 0 ? null : reasonText(problem.reason)}
        />
      )}
      {mayEdit && draft.days.length === 0 && draft.periods.length === 0 && (
        <div className="mb-5 flex flex-wrap items-center justify-between gap-3 rounded-card bg-accent-surface px-4 py-3 text-accent-text">
          <p>{t("school.week.starterHelp")}</p>
          <Button
            onClick={() =>
              setDraft(
                starter(
                  (weekday) => t(`school.weekdays.d${weekday}`),
                  (number) => t("school.week.periodName", { number }),
                  t("school.week.breakName"),
                ),
              )
            }
          >
            {t("school.week.starter")}
          </Button>
        </div>
      )}
      <fieldset disabled={!mayEdit} className="grid items-start gap-4 xl:grid-cols-[2fr_3fr]">
        <legend className="sr-only">{t("school.week.title")}</legend>
        <Days
          days={draft.days}
          errorOf={errorOf}
          mayEdit={mayEdit}
          onChange={(days) => setDraft({ ...draft, days })}
        />
        <Periods
          periods={draft.periods}
          errorOf={errorOf}
          mayEdit={mayEdit}
          onChange={(periods) => setDraft({ ...draft, periods })}
        />
      </fieldset>
      {problem?.stale && (
        <ResourceConflict
          key={String(problem.stale.server.version)}
          name={t("school.week.title")}
          fields={conflictFields}
          base={null}
          mine={summary(toValues(draft))}
          stale={{
            ...problem.stale,
            server: { ...problem.stale.server, ...summary(problem.stale.server as Week) },
          }}
          busy={busy}
          onRefresh={() => window.location.reload()}
          onSave={(mixed) => saveMix(mixed, problem.stale?.server as Week)}
        />
      )}
    </>
  );
}

const conflictFields: FieldSpec[] = [
  { name: "days", kind: "text" },
  { name: "periods", kind: "text" },
];

type ErrorOf = (path: string) => string | null;
type DaysProps = {
  days: DraftDay[];
  errorOf: ErrorOf;
  mayEdit: boolean;
  onChange: (days: DraftDay[]) => void;
};

function Days({ days, errorOf, mayEdit, onChange }: DaysProps) {
  const t = useTranslations("school");
  const change = (index: number, part: Partial<DraftDay>) =>
    onChange(days.map((day, at) => (at === index ? { ...day, ...part } : day)));
  return (
    <Card title={t("week.days")} description={t("week.daysHelp")}>
      <ol className="flex flex-col gap-2">
        {days.map((day, index) => (
          <li key={day.key}>
            <div className="flex flex-wrap items-center gap-1.5">
              <TextInput
                id={`field-days.${index}.name`}
                aria-label={t("week.dayName", { number: index + 1 })}
                aria-invalid={errorOf(`days.${index}.name`) ? true : undefined}
                value={day.name}
                onChange={(event) => change(index, { name: event.target.value })}
                className="min-w-full flex-1 sm:min-w-24"
              />
              <Select
                aria-label={t("week.weekday", { day: day.name })}
                value={day.weekday ?? ""}
                onChange={(event) => change(index, { weekday: Number(event.target.value) || null })}
                className="w-36 max-sm:flex-1"
              >
                <option value="">{t("week.noWeekday")}</option>
                {([1, 2, 3, 4, 5, 6, 7] as const).map((weekday) => (
                  <option key={weekday} value={weekday}>
                    {t(`weekdays.d${weekday}`)}
                  </option>
                ))}
              </Select>
              {mayEdit && <LineActions name={day.name} index={index} list={days} onChange={onChange} />}
            </div>
            <LineError text={errorOf(`days.${index}.name`)} />
          </li>
        ))}
      </ol>
      <LineError text={errorOf("days")} />
      {mayEdit && (
        <Button
          size="small"
          icon={<Plus />}
          className="mt-3"
          onClick={() => onChange([...days, { key: newKey(), id: null, name: "", weekday: null }])}
        >
          {t("week.addDay")}
        </Button>
      )}
    </Card>
  );
}

type PeriodsProps = {
  periods: DraftPeriod[];
  errorOf: ErrorOf;
  mayEdit: boolean;
  onChange: (periods: DraftPeriod[]) => void;
};

function Periods({ periods, errorOf, mayEdit, onChange }: PeriodsProps) {
  const t = useTranslations("school.week");
  const add = (isBreak: boolean) => {
    const number = periods.filter((period) => !period.isBreak).length + 1;
    const name = isBreak ? t("breakName") : t("periodName", { number });
    onChange([...periods, nextPeriod(periods, name, isBreak)]);
  };
  return (
    <Card title={t("periods")} description={t("periodsHelp")}>
      <ol className="flex flex-col gap-2">
        {periods.map((period, index) => (
          <PeriodLine
            key={period.key}
            period={period}
            index={index}
            errorOf={errorOf}
            onChange={(part) =>
              onChange(periods.map((one, at) => (at === index ? { ...one, ...part } : one)))
            }
            actions={
              mayEdit ? (
                <LineActions name={period.name} index={index} list={periods} onChange={onChange} />
              ) : null
            }
          />
        ))}
      </ol>
      <LineError text={errorOf("periods")} />
      {mayEdit && (
        <div className="mt-3 flex gap-2">
          <Button size="small" icon={<Plus />} onClick={() => add(false)}>
            {t("addPeriod")}
          </Button>
          <Button size="small" icon={<Coffee />} onClick={() => add(true)}>
            {t("addBreak")}
          </Button>
        </div>
      )}
    </Card>
  );
}

type PeriodLineProps = {
  period: DraftPeriod;
  index: number;
  errorOf: ErrorOf;
  onChange: (part: Partial<DraftPeriod>) => void;
  actions: React.ReactNode;
};

function PeriodLine({ period, index, errorOf, onChange, actions }: PeriodLineProps) {
  const t = useTranslations("school.week");
  const noteId = useId();
  const errors = ["name", "startsAt", "endsAt"].flatMap((part) => errorOf(`periods.${index}.${part}`) ?? []);
  const invalid = (part: string) => (errorOf(`periods.${index}.${part}`) ? true : undefined);
  return (
    <li className={period.isBreak ? "rounded-control bg-sunken px-2 py-1.5" : "px-2"}>
      <div className="flex flex-wrap items-center gap-1.5">
        {period.isBreak && <Coffee aria-label={t("breakName")} className="size-4 shrink-0 text-muted" />}
        <TextInput
          id={`field-periods.${index}.name`}
          aria-label={t("periodNameLabel", { number: index + 1 })}
          aria-invalid={invalid("name")}
          aria-describedby={noteId}
          value={period.name}
          onChange={(event) => onChange({ name: event.target.value })}
          className="min-w-28 flex-1"
        />
        <span className="flex items-center gap-1.5">
          <TimeInput
            id={`field-periods.${index}.startsAt`}
            aria-label={t("startOf", { period: period.name })}
            aria-invalid={invalid("startsAt")}
            value={period.startsAt ?? ""}
            onChange={(event) => onChange({ startsAt: event.target.value || null })}
            className="w-28"
          />
          <span aria-hidden="true" className="text-muted">
            –
          </span>
          <TimeInput
            id={`field-periods.${index}.endsAt`}
            aria-label={t("endOf", { period: period.name })}
            aria-invalid={invalid("endsAt")}
            value={period.endsAt ?? ""}
            onChange={(event) => onChange({ endsAt: event.target.value || null })}
            className="w-28"
          />
        </span>
        {actions}
      </div>
      <div id={noteId}>
        {errors.map((text) => (
          <LineError key={text} text={text} />
        ))}
      </div>
    </li>
  );
}

type LineActionsProps<Line> = { name: string; index: number; list: Line[]; onChange: (list: Line[]) => void };

function LineActions<Line>({ name, index, list, onChange }: LineActionsProps<Line>) {
  const t = useTranslations("school.week");
  return (
    <span className="flex">
      <IconButton
        size="small"
        label={t("moveUp", { name })}
        icon={<ArrowUp />}
        disabled={index === 0}
        onClick={() => onChange(moved(list, index, -1))}
      />
      <IconButton
        size="small"
        label={t("moveDown", { name })}
        icon={<ArrowDown />}
        disabled={index === list.length - 1}
        onClick={() => onChange(moved(list, index, 1))}
      />
      <IconButton
        size="small"
        label={t("removeLine", { name })}
        icon={<X />}
        onClick={() => onChange(list.filter((_, at) => at !== index))}
      />
    </span>
  );
}

const LineError = ({ text }: { text: string | null }) =>
  text ? <p className="mt-1 text-bad text-small">{text}</p> : null;
