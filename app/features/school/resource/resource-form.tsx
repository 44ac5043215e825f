import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "~/ui/button.tsx";
import { FormErrorSummary } from "~/ui/form-error-summary.tsx";
import { LeaveGuard } from "~/ui/leave-guard.tsx";
import { Sheet } from "~/ui/sheet.tsx";
import { useToast } from "~/ui/toast.tsx";
import { type Change, type ChangeResource, useChange } from "../change.ts";
import { Changed } from "../changed.tsx";
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
  /** Its version on the page now: another than when the form opened means that somebody has saved meanwhile. */
  version?: number | null;
  /** Values a new row starts with. */
  initial?: Values;
  /** Turns what the form holds into what the API takes. */
  shape?: (values: Values) => Values;
  onClose: () => void;
};

/**
 * A row's form beside its list: errors in their places, typed text kept and not left without a question, a stale
 * version answered by a choice.
 */
export function ResourceForm(props: Props) {
  const { resource, title, fields, row, version: current, initial = {}, shape = same, onClose } = props;
  const t = useTranslations();
  const toast = useToast();
  const formId = useId();
  const refusal = useRefusal(fields);
  // The version that the person saw when the form opened: what came in since must not be overwritten unseen.
  const [opened, setOpened] = useState(row);
  const [typed, setTyped] = useState(false);
  const show = () => {
    setOpened(row);
    setTyped(false);
  };
  const finish = useFinish(onClose);
  const [sent, setSent] = useState<Values>({});
  const { busy, answer, send } = useChange((done) => {
    if (done.problem) return;
    toast({ message: t("common.saved") });
    finish.now();
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
      <form key={opened?.version} id={formId} onSubmit={submit} onInput={() => setTyped(true)} noValidate>
        {opened && current !== undefined && current !== opened.version && !busy && (
          <Changed thing={resource} id={opened.id} version={current} onShow={show} />
        )}
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
      {/* the parameters that open this form: Escape and Cancel take them away, as Back does */}
      <LeaveGuard dirty={typed && !busy && !finish.done} parameters={["new", `edit.${resource}`]} />
      {problem?.stale && (
        <ResourceConflict
          key={String(problem.stale.server.version)}
          name={String(row?.name ?? title)}
          fields={fields}
          mine={sent}
          base={opened}
          stale={problem.stale}
          busy={busy}
          onRefresh={finish.now}
          onSave={(mixed) => save(mixed, Number(problem.stale?.server.version))}
        />
      )}
    </Sheet>
  );
}

/** Closes once the page knows that nothing typed is lost any more: the guard asks about what was last drawn. */
function useFinish(onClose: () => void): { done: boolean; now: () => void } {
  const [done, setDone] = useState(false);
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    if (done) close.current();
  }, [done]);
  return { done, now: () => setDone(true) };
}

const same = (values: Values): Values => values;
