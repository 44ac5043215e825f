import { type FormEvent, useId, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "~/ui/button.tsx";
import { FormErrorSummary } from "~/ui/form-error-summary.tsx";
import { Sheet } from "~/ui/sheet.tsx";
import { useToast } from "~/ui/toast.tsx";
import { type Change, type ChangeResource, useChange } from "../change.ts";
import { useRefusal } from "../refusal.ts";
import { type FieldSpec, readValues, type Values } from "./field-spec.ts";
import { ResourceConflict } from "./resource-conflict.tsx";
import { ResourceField } from "./resource-field.tsx";

export type EditedRow = Values & { id: string; version: number; name?: string };

type Props = {
  resource: ChangeResource;
  title: string;
  fields: readonly FieldSpec[];
  /** The row to change, or null for a new one. */
  row: EditedRow | null;
  /** Values a new row starts with. */
  initial?: Values;
  /** Turns what the form holds into what the API takes. */
  shape?: (values: Values) => Values;
  onClose: () => void;
};

/** A row's form beside its list: errors in their places, typed text kept, a stale version answered by a choice. */
export function ResourceForm({ resource, title, fields, row, initial = {}, shape = same, onClose }: Props) {
  const t = useTranslations();
  const toast = useToast();
  const formId = useId();
  const refusal = useRefusal(fields);
  // The version that the person saw when the form opened: what came in since must not be overwritten unseen.
  const [opened] = useState(row);
  const [sent, setSent] = useState<Values>({});
  const { busy, answer, send } = useChange((done) => {
    if (done.problem) return;
    toast({ message: t("common.saved") });
    onClose();
  });
  const save = (values: Values, version = opened?.version ?? 0) => {
    setSent(values);
    const change: Change = row
      ? { resource, intent: "update", id: row.id, version, values }
      : { resource, intent: "create", values };
    send(change);
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    save(shape(readValues(new FormData(event.currentTarget), fields)));
  };
  const problem = answer?.problem;
  const { errors, formError } = refusal(problem);
  const values = opened ?? initial;
  return (
    <Sheet
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={title}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button type="submit" form={formId} tone="primary" busy={busy}>
            {t("common.save")}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate>
        <FormErrorSummary errors={errors} formError={formError} />
        <div className="flex flex-col gap-5">
          {fields.map((field) => (
            <ResourceField
              key={field.name}
              field={field}
              value={values[field.name]}
              error={problem?.fields[field.name]}
            />
          ))}
        </div>
      </form>
      {problem?.stale && (
        <ResourceConflict
          key={String(problem.stale.server.version)}
          name={String(row?.name ?? title)}
          fields={fields}
          mine={sent}
          stale={problem.stale}
          busy={busy}
          onRefresh={onClose}
          onSave={(mixed) => save(mixed, Number(problem.stale?.server.version))}
        />
      )}
    </Sheet>
  );
}

const same = (values: Values): Values => values;
