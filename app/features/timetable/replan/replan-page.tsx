import { Form, useActionData, useNavigation } from "@remix-run/react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { Timetable } from "#server/domains/timetable/schema.ts";
import { Button } from "~/ui/button.tsx";
import { Checkbox } from "~/ui/checkbox.tsx";
import { Field } from "~/ui/field.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { RadioGroup } from "~/ui/radio-group.tsx";
import { Select } from "~/ui/select.tsx";
import { TextInput } from "~/ui/text-input.tsx";
import { useProblemText } from "../plan/use-plan-change.ts";

type Named = { id: string; name: string };
export type ReplanData = { timetable: Timetable; teachers: Named[]; rooms: Named[]; days: string[] };

const kinds = ["teacherAbsent", "roomLost", "school"] as const;
type Kind = (typeof kinds)[number];

/** Says what has changed, and has a draft made in which few lessons move. */
export function ReplanPage({ timetable, teachers, rooms, days }: ReplanData) {
  const t = useTranslations("replan");
  const [kind, setKind] = useState<Kind>("teacherAbsent");
  const refused = useActionData<{ reason: string }>();
  const problemText = useProblemText();
  const busy = useNavigation().state !== "idle";
  return (
    <>
      <PageHeader title={t("title")} description={t("help", { name: timetable.name })} />
      <Form
        method="post"
        className="flex max-w-xl flex-col gap-5 rounded-card border border-line bg-surface p-5"
      >
        <input type="hidden" name="id" value={timetable.id} />
        <RadioGroup
          legend={t("what")}
          name="kind"
          value={kind}
          onValueChange={(value) => setKind(value as Kind)}
          options={kinds.map((value) => ({
            value,
            label: t(`kinds.${value}`),
            help: t(`kindsHelp.${value}`),
          }))}
        />
        {kind === "teacherAbsent" && <Choice name="teacherId" label={t("teacher")} options={teachers} />}
        {kind === "roomLost" && <Choice name="roomId" label={t("room")} options={rooms} />}
        {kind !== "school" && <Days days={days} />}
        <RadioGroup
          legend={t("moves")}
          name="moves"
          look="segments"
          defaultValue="few"
          options={(["few", "both", "wishes"] as const).map((value) => ({
            value,
            label: t(`moveChoices.${value}`),
          }))}
        />
        <Field name="name" label={t("name")} required>
          <TextInput
            defaultValue={t("nameOf", { name: timetable.name }).slice(0, 120)}
            maxLength={120}
            autoComplete="off"
          />
        </Field>
        {refused && (
          <p role="alert" className="text-bad text-small">
            {problemText(refused.reason)}
          </p>
        )}
        <div>
          <Button type="submit" tone="primary" busy={busy}>
            {t("start")}
          </Button>
        </div>
      </Form>
    </>
  );
}

function Choice({ name, label, options }: { name: string; label: string; options: Named[] }) {
  return (
    <Field name={name} label={label} required>
      <Select>
        {options.map(({ id, name: text }) => (
          <option key={id} value={id}>
            {text}
          </option>
        ))}
      </Select>
    </Field>
  );
}

function Days({ days }: { days: string[] }) {
  const t = useTranslations("replan");
  return (
    <fieldset>
      <legend className="mb-1.5 font-strong text-small">{t("days")}</legend>
      <div className="flex flex-wrap gap-x-5 gap-y-2">
        {days.map((day, position) => (
          <Checkbox key={day} name="day" value={position} label={day} />
        ))}
      </div>
      <p className="mt-1.5 text-muted text-small">{t("daysHelp")}</p>
    </fieldset>
  );
}
