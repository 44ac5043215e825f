import { Pencil, Plus, Trash2 } from "lucide-react";
import { useTranslations } from "use-intl";
import { Button } from "../button.tsx";
import { Checkbox } from "../checkbox.tsx";
import { ColourHuePicker } from "../colour-hue-picker.tsx";
import { DateInput } from "../date-input.tsx";
import { EditForm } from "../edit-form.tsx";
import { Field } from "../field.tsx";
import { IconButton } from "../icon-button.tsx";
import { LinkButton } from "../link-button.tsx";
import { NumberInput } from "../number-input.tsx";
import { PasswordInput } from "../password-input.tsx";
import { RadioGroup } from "../radio-group.tsx";
import { Select } from "../select.tsx";
import { Switch } from "../switch.tsx";
import { TextInput } from "../text-input.tsx";
import { TextLink } from "../text-link.tsx";
import { Textarea } from "../textarea.tsx";
import { TimeInput } from "../time-input.tsx";
import { Row, Section } from "./section.tsx";

export function Buttons() {
  const t = useTranslations("common");
  return (
    <Section title="Buttons">
      <Row>
        <Button tone="primary" icon={<Plus />}>
          {t("add")}
        </Button>
        <Button>{t("edit")}</Button>
        <Button tone="quiet">{t("more")}</Button>
        <Button tone="danger" icon={<Trash2 />}>
          {t("delete")}
        </Button>
        <LinkButton to="/preferences">{t("next")}</LinkButton>
        <TextLink to="/preferences">{t("home")}</TextLink>
      </Row>
      <Row>
        <Button tone="primary" busy>
          {t("saving")}
        </Button>
        <Button disabled>{t("edit")}</Button>
        <Button size="small">{t("edit")}</Button>
        <IconButton label={t("edit")} icon={<Pencil />} />
        <IconButton label={t("delete")} icon={<Trash2 />} tone="secondary" size="small" />
      </Row>
    </Section>
  );
}

export function Fields() {
  const t = useTranslations();
  return (
    <Section title="Fields and form">
      <EditForm
        errors={{
          name: "Give the subject a name that is not taken yet.",
          start: "The end lies before the start.",
        }}
      >
        <Field label="Name" name="name" required error="Give the subject a name that is not taken yet.">
          <TextInput defaultValue="Mathematics" />
        </Field>
        <div className="grid gap-5 sm:grid-cols-2">
          <Field label="Starts" name="start" error="The end lies before the start.">
            <TimeInput defaultValue="09:15" />
          </Field>
          <Field label="First day" name="day" help="As in the school’s calendar">
            <DateInput defaultValue="2026-09-01" />
          </Field>
          <Field label="Weight" name="weight">
            <NumberInput unit="%" defaultValue={95} />
          </Field>
          <Field label="Building" name="building" optional>
            <Select defaultValue="b">
              <option value="a">Main building</option>
              <option value="b">Science wing</option>
            </Select>
          </Field>
        </div>
        <Field label="Password" name="password">
          <PasswordInput defaultValue="secret word" autoComplete="off" />
        </Field>
        <Field label="Note" name="note" optional>
          <Textarea placeholder="For the office" />
        </Field>
        <Field label="Closed" name="closed">
          <TextInput disabled defaultValue="Cannot be changed" />
        </Field>
        <ColourHuePicker legend="Colour" name="hue" defaultValue={7} />
        <Checkbox
          label="May be taught twice a day"
          help="Otherwise once at most."
          name="twice"
          defaultChecked
        />
        <Checkbox label="Some of them" indeterminate name="some" />
        <Switch label="Tell guardians" help="At once, by their own channel." name="tell" defaultChecked />
        <RadioGroup
          legend="Place"
          name="place"
          defaultValue="own"
          options={[
            { value: "own", label: "The class’s own room" },
            { value: "any", label: "Any room", help: "The solver chooses." },
          ]}
        />
        <RadioGroup
          look="segments"
          legend={t("shell.theme")}
          name="look"
          defaultValue="light"
          options={[
            { value: "light", label: t("shell.themes.light") },
            { value: "dark", label: t("shell.themes.dark") },
          ]}
        />
      </EditForm>
    </Section>
  );
}
