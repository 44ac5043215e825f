import { useActionData, useNavigate, useSubmit } from "@remix-run/react";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import type { Person } from "../../../server/domains/identity/schema.ts";
import { ConflictDialog, type ConflictField, type ConflictSide } from "../../ui/conflict-dialog.tsx";
import { EditForm } from "../../ui/edit-form.tsx";
import { Field } from "../../ui/field.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import type { PersonAnswer, StalePerson } from "./person-answer.ts";
import { useRefusalTexts } from "./problem-text.ts";

/** Name and address, for who manages the person; a stale save shows both sides. */
export function PersonDetails({ person }: { person: Person }) {
  const t = useTranslations("identity");
  const answer = useActionData<PersonAnswer>();
  const mine = answer?.intent === "save" ? answer : undefined;
  const { errors, formError } = useRefusalTexts(mine?.refusal, mine?.values);
  return (
    // keyed by version: what somebody else saved replaces what stood in the fields
    <EditForm key={person.version} errors={errors} formError={formError} saved={mine && !mine.refusal}>
      <input type="hidden" name="intent" value="save" />
      <input type="hidden" name="version" value={person.version} />
      <Field name="name" label={t("fields.name")} error={errors.name ?? null} required>
        <TextInput maxLength={200} autoComplete="off" defaultValue={mine?.values.name || person.name} />
      </Field>
      <Field name="email" label={t("fields.email")} error={errors.email ?? null}>
        <TextInput
          type="email"
          inputMode="email"
          dir="ltr"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          defaultValue={mine ? mine.values.email : (person.email ?? "")}
        />
      </Field>
      {mine?.stale && <PersonConflict stale={mine.stale} mine={mine.values} />}
    </EditForm>
  );
}

function PersonConflict({ stale, mine }: { stale: StalePerson; mine: PersonAnswer["values"] }) {
  const t = useTranslations("identity");
  const submit = useSubmit();
  const navigate = useNavigate();
  const [open, setOpen] = useState(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each stale answer asks anew
  useEffect(() => setOpen(true), [stale]);
  const theirs = { name: stale.server.name, email: stale.server.email ?? "" };
  const fields: ConflictField[] = (["name", "email"] as const)
    .filter((id) => mine[id] !== theirs[id])
    .map((id) => ({ id, label: t(`fields.${id}`), yours: mine[id] || null, theirs: theirs[id] || null }));
  const save = (values: PersonAnswer["values"]) => {
    setOpen(false);
    submit({ intent: "save", version: String(stale.server.version), ...values }, { method: "post" });
  };
  const merge = (picks: Record<string, ConflictSide>) =>
    save({
      name: picks.name === "theirs" ? theirs.name : mine.name,
      email: picks.email === "theirs" ? theirs.email : mine.email,
    });
  return (
    <ConflictDialog
      open={open}
      onOpenChange={setOpen}
      name={theirs.name}
      who={stale.changedBy ?? t("person.somebody")}
      when={new Date(stale.changedAt)}
      fields={fields}
      onRefresh={() => navigate(".", { replace: true, preventScrollReset: true })}
      onMerge={merge}
      onForce={() => save(mine)}
    />
  );
}
