import { useActionData, useNavigate, useSubmit } from "@remix-run/react";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import type { Person } from "../../../server/domains/identity/schema.ts";
import { ChangedNotice } from "../../ui/changed-notice.tsx";
import { ConflictDialog, type ConflictField, type ConflictSide } from "../../ui/conflict-dialog.tsx";
import { EditForm } from "../../ui/edit-form.tsx";
import { Field } from "../../ui/field.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import { useHeld } from "../../ui/use-held.ts";
import type { PersonAnswer, StalePerson } from "./person-answer.ts";
import { useRefusalTexts } from "./problem-text.ts";

/** Name and address, for who manages the person; a stale save shows both sides. */
export function PersonDetails({ person }: { person: Person }) {
  const t = useTranslations("identity");
  const answer = useActionData<PersonAnswer>();
  const mine = answer?.intent === "save" ? answer : undefined;
  const { errors, formError } = useRefusalTexts(mine?.refusal, mine?.values);
  const saved = mine !== undefined && !mine.refusal;
  const [typing, setTyping] = useState(false);
  const { shown, release } = useHeld(person, typing);
  useEffect(() => {
    if (mine && !mine.refusal) setTyping(false);
  }, [mine]);
  const show = () => {
    release();
    setTyping(false);
  };
  return (
    // keyed by version: what somebody else saved replaces what stood in the fields, unless somebody is typing there
    <EditForm
      key={shown.version}
      errors={errors}
      formError={formError}
      saved={saved}
      onInputCapture={() => setTyping(true)}
    >
      {shown.version !== person.version && !saved && (
        <ChangedNotice by={person.updatedByName} at={new Date(person.updatedAt)} onShow={show} />
      )}
      <input type="hidden" name="intent" value="save" />
      <input type="hidden" name="version" value={shown.version} />
      <Field name="name" label={t("fields.name")} error={errors.name ?? null} required>
        <TextInput
          maxLength={200}
          autoComplete="off"
          defaultValue={(!saved && mine?.values.name) || shown.name}
        />
      </Field>
      <Field name="email" label={t("fields.email")} error={errors.email ?? null}>
        <TextInput
          type="email"
          inputMode="email"
          dir="ltr"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          defaultValue={mine && !saved ? mine.values.email : (shown.email ?? "")}
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
