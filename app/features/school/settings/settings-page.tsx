import { Plus } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { useTranslations } from "use-intl";
import { timetableModes } from "#server/domains/school/words/schema.ts";
import { localeNames, locales } from "~/i18n/locale.ts";
import { Button } from "~/ui/button.tsx";
import { FormErrorSummary } from "~/ui/form-error-summary.tsx";
import { LeaveGuard } from "~/ui/leave-guard.tsx";
import { LinkButton } from "~/ui/link-button.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { useToast } from "~/ui/toast.tsx";
import { useHeld } from "~/ui/use-held.ts";
import { useChange } from "../change.ts";
import { Changed } from "../changed.tsx";
import { useRefusal } from "../refusal.ts";
import { type FieldSpec, readValues, type Values } from "../resource/field-spec.ts";
import { ResourceConflict } from "../resource/resource-conflict.tsx";
import { ResourceField } from "../resource/resource-field.tsx";
import { useSchoolData } from "../school-data.ts";
import { HueSlider } from "./hue-slider.tsx";

/** What the school is called, where it is, and how its week is counted. */
export function SettingsPage({ mayFound }: { mayFound: boolean }) {
  const t = useTranslations();
  const { school } = useSchoolData();
  const toast = useToast();
  const fields = useSettingsFields();
  const refusal = useRefusal(fields);
  const formId = useId();
  const [sent, setSent] = useState<Values>({});
  const [typing, setTyping] = useState(false);
  const { shown, release } = useHeld(school, typing);
  const { busy, answer, send } = useChange((done) => {
    if (done.problem) return;
    setTyping(false);
    toast({ message: t("common.saved") });
  });
  const show = () => {
    release();
    setTyping(false);
  };
  const save = (values: Values, version: number = shown.version) => {
    setSent(values);
    send({ resource: "school", intent: "update", id: school.id, version, values });
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    save({ ...readValues(form, fields), accentHue: Number(form.get("accentHue")) });
  };
  const problem = answer?.problem;
  const { errors, formError } = refusal(problem);
  return (
    <>
      <PageHeader
        title={t("school.settings.title")}
        description={t("school.settings.help")}
        actions={
          mayFound && (
            <LinkButton icon={<Plus />} to="/school/new">
              {t("school.schools.new")}
            </LinkButton>
          )
        }
      />
      <form
        key={shown.version}
        id={formId}
        onSubmit={submit}
        onInput={() => setTyping(true)}
        noValidate
        className="max-w-xl"
      >
        {shown.version !== school.version && !busy && (
          <Changed thing="school" id={school.id} version={school.version} onShow={show} />
        )}
        <FormErrorSummary errors={errors} formError={formError} />
        <div className="flex flex-col gap-5">
          {fields.map((field) => (
            <ResourceField
              key={field.name}
              field={field}
              value={shown[field.name as keyof typeof shown]}
              error={problem?.fields[field.name]}
            />
          ))}
          <HueSlider defaultValue={shown.accentHue} />
        </div>
        <div className="mt-6">
          <Button type="submit" tone="primary" busy={busy}>
            {t("common.save")}
          </Button>
        </div>
      </form>
      <LeaveGuard dirty={typing && !busy} />
      {problem?.stale && (
        <ResourceConflict
          key={String(problem.stale.server.version)}
          name={school.name}
          fields={fields}
          mine={sent}
          base={shown}
          stale={problem.stale}
          busy={busy}
          onRefresh={() => window.location.reload()}
          onSave={(mixed) => save(mixed, Number(problem.stale?.server.version))}
        />
      )}
    </>
  );
}

/** Time zones that this browser and the server both know. */
const zones = (): string[] => Intl.supportedValuesOf("timeZone");

function useSettingsFields(): FieldSpec[] {
  const t = useTranslations("school");
  const { school } = useSchoolData();
  const known = zones();
  const offered = known.includes(school.timeZone) ? known : [school.timeZone, ...known];
  return [
    { name: "name", kind: "text", required: true },
    { name: "shortName", kind: "text" },
    { name: "slug", kind: "text", required: true, help: t("settings.slugHelp") },
    {
      name: "timeZone",
      kind: "choice",
      help: t("settings.timeZoneHelp"),
      options: offered.map((value) => ({ value, label: value.replaceAll("_", " ") })),
    },
    {
      name: "locale",
      kind: "choice",
      options: locales.map((value) => ({ value, label: localeNames[value] })),
    },
    {
      name: "firstWeekday",
      kind: "choice",
      numeric: true,
      options: ([1, 2, 3, 4, 5, 6, 7] as const).map((day) => ({
        value: String(day),
        label: t(`weekdays.d${day}`),
      })),
    },
    {
      name: "timetableMode",
      kind: "choice",
      help: t("settings.modeHelp"),
      options: timetableModes.map((value) => ({ value, label: t(`modes.${value}`) })),
    },
    ...(school.timetableMode === "terms"
      ? [{ name: "daysPerTerm", kind: "number", min: 1 } satisfies FieldSpec]
      : []),
  ];
}
