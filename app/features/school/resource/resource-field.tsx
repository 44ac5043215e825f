import { useTranslations } from "use-intl";
import { Checkbox } from "~/ui/checkbox.tsx";
import { ColourHuePicker } from "~/ui/colour-hue-picker.tsx";
import { DateInput } from "~/ui/date-input.tsx";
import { Field } from "~/ui/field.tsx";
import { NumberInput } from "~/ui/number-input.tsx";
import { EntityPicker } from "~/ui/picker/entity-picker.tsx";
import { Select } from "~/ui/select.tsx";
import { TextInput } from "~/ui/text-input.tsx";
import { Textarea } from "~/ui/textarea.tsx";
import { findLessons, useNamedLessons } from "../lessons/find-lessons.ts";
import { useChoices, useSchoolData } from "../school-data.ts";
import { SlotGrid } from "../week/slot-grid.tsx";
import { EntitySets } from "./entity-sets.tsx";
import type { FieldSpec } from "./field-spec.ts";
import { useErrorText, useFieldLabel } from "./texts.ts";

type Props = { field: FieldSpec; value: unknown; error: string | undefined };

/** One field of a form: label, control, help and error, by the kind of the field. */
export function ResourceField({ field, value, error }: Props) {
  const label = useFieldLabel(field.name);
  const errorText = useErrorText();
  if (field.kind === "check")
    return <Checkbox name={field.name} defaultChecked={Boolean(value)} label={label} help={field.help} />;
  if (field.kind === "hue")
    return <ColourHuePicker legend={label} name={field.name} defaultValue={Number(value ?? 9)} />;
  if (field.kind === "slots")
    return (
      <SlotGrid
        name={field.name}
        legend={label}
        help={field.help}
        error={error ? errorText(error) : null}
        value={value as { day: string; hour: string }[] | undefined}
      />
    );
  if (field.kind === "entitySets")
    return (
      <EntitySets
        name={field.name}
        legend={label}
        help={field.help}
        kinds={field.of}
        error={error ? errorText(error) : null}
        value={(value as string[][] | undefined) ?? []}
      />
    );
  return (
    <Field
      name={field.name}
      label={label}
      help={field.help}
      required={field.required}
      error={error ? errorText(error) : null}
    >
      <Control field={field} value={value} />
    </Field>
  );
}

function Control({ field, value }: Pick<Props, "field" | "value">) {
  switch (field.kind) {
    case "long":
      return <Textarea rows={2} defaultValue={String(value ?? "")} />;
    case "date":
      return <DateInput defaultValue={String(value ?? "")} />;
    case "number": {
      const { min, max, step, unit } = field;
      const shown = value === null || value === undefined ? "" : Number(value);
      return <NumberInput min={min} max={max} step={step} unit={unit} defaultValue={shown} />;
    }
    case "choice":
      return <ChoiceControl field={field} value={value} />;
    case "entity":
      return <EntityControl field={field} value={value} />;
    case "durations":
      return (
        <TextInput inputMode="numeric" dir="ltr" defaultValue={((value as number[]) ?? [1]).join(" + ")} />
      );
    default:
      return <TextInput autoComplete="off" defaultValue={String(value ?? "")} />;
  }
}

function ChoiceControl({ field, value }: { field: FieldSpec & { kind: "choice" }; value: unknown }) {
  const t = useTranslations("common");
  return (
    <Select defaultValue={value === null || value === undefined ? "" : String(value)}>
      {field.nullable && <option value="">{t("none")}</option>}
      {field.options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </Select>
  );
}

function EntityControl({ field, value }: { field: FieldSpec & { kind: "entity" }; value: unknown }) {
  const { school } = useSchoolData();
  const choices = useChoices(field.of);
  const named = useNamedLessons();
  const lessons = field.of.includes("lesson");
  const entities = lessons ? named : (field.entities ?? choices);
  const ids = (Array.isArray(value) ? value : value ? [value] : []) as string[];
  const byId = new Map(entities.map((entity) => [entity.id, entity]));
  return (
    <EntityPicker
      {...(lessons ? { load: findLessons(school.id) } : { entities })}
      multiple={field.multiple}
      recentKey={`school-${field.of.join("-")}`}
      defaultValue={ids.flatMap((id) => byId.get(id) ?? [])}
    />
  );
}
