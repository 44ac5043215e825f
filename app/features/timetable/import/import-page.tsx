import { useActionData, useFetcher } from "@remix-run/react";
import { CircleAlert, CircleCheck, FileSearch, Upload } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import type { z } from "zod";
import type { ImportPreview, importsOutput } from "#server/domains/timetable/import/schema.ts";
import { Button } from "~/ui/button.tsx";
import { Field } from "~/ui/field.tsx";
import { LinkButton } from "~/ui/link-button.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { RadioGroup } from "~/ui/radio-group.tsx";
import { TextInput } from "~/ui/text-input.tsx";
import type { ImportAnswer } from "./import-answer.ts";
import { ImportHistory } from "./import-history.tsx";
import { PreviewCard } from "./preview-card.tsx";
import { useImportProblem } from "./use-import-problem.ts";
import { useUndoImport } from "./use-undo-import.ts";

/** As the server's limit, which would cut a larger upload off. */
const maxFileBytes = 32 * 1024 * 1024;

export type ImportData = { schoolId: string; imports: z.output<typeof importsOutput> };

/** From a file to the school in two steps: look at what would change, then import it. */
export function ImportPage({ schoolId, imports }: ImportData) {
  const t = useTranslations("timetable.import");
  const fetcher = useFetcher<ImportAnswer>();
  const form = useRef<HTMLFormElement>(null);
  const [chosen, setChosen] = useState(0);
  const [tooLarge, setTooLarge] = useState(false);
  const [answered, setAnswered] = useState(-1);
  const busy = fetcher.state !== "idle";
  // another file was chosen since: what is known of the one before does not count
  const posted = useActionData<ImportAnswer>(); // the form was sent before the page had its scripts
  const answer = answered === chosen ? fetcher.data : chosen === 0 ? posted : undefined;
  const submit = (intent: ImportAnswer["intent"]) => {
    if (!form.current || tooLarge) return;
    const data = new FormData(form.current);
    data.set("intent", intent);
    if (answer?.preview) data.set("fileHash", answer.preview.fileHash);
    setAnswered(chosen);
    fetcher.submit(data, { method: "post", encType: "multipart/form-data" });
  };
  const preview = busy ? undefined : answer?.preview;
  const applied = busy || answer?.intent !== "apply" || !answer.preview ? undefined : answer;
  const undoing = useUndoImport(applied);
  const takenBack = imports.some(({ id, undoneAt }) => id === applied?.importId && undoneAt !== null);
  const done = takenBack ? undefined : applied?.preview;
  return (
    <>
      <PageHeader title={t("title")} description={t("help")} />
      <fetcher.Form
        ref={form}
        method="post"
        encType="multipart/form-data"
        className="flex max-w-4xl flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          submit("preview");
        }}
      >
        <div className="flex flex-wrap items-end gap-3">
          <Field
            name="file"
            label={t("file")}
            help={t("fileHelp")}
            error={tooLarge ? t("tooLarge") : null}
            className="flex-1 basis-80"
            required
          >
            <TextInput
              type="file"
              accept=".fet,.xml,application/xml,text/xml"
              className="py-1 file:me-3 file:border-0 file:bg-transparent file:font-strong file:text-accent-text"
              onChange={(event) => {
                setChosen((count) => count + 1);
                setTooLarge((event.currentTarget.files?.[0]?.size ?? 0) > maxFileBytes);
              }}
            />
          </Field>
          <Button
            type="submit"
            tone={preview ? "secondary" : "primary"}
            icon={<FileSearch />}
            busy={busy}
            className="mb-6.5"
          >
            {t(busy ? "checking" : "check")}
          </Button>
        </div>
        {!busy && answer?.problem && <Refusal problem={answer.problem} />}
        {done && <Done schoolId={schoolId} preview={done} />}
        {preview && !takenBack && <PreviewCard preview={preview} />}
        {preview && !applied && (
          <div className="flex flex-wrap items-end justify-between gap-4 rounded-card border border-line bg-surface p-4">
            <RadioGroup
              legend={t("missingTitle")}
              name="missing"
              defaultValue="remove"
              options={(["remove", "keep"] as const).map((value) => ({
                value,
                label: t(`missing.${value}`),
              }))}
            />
            {preview.usable ? (
              <Button tone="primary" icon={<Upload />} onClick={() => submit("apply")}>
                {t("apply")}
              </Button>
            ) : (
              <p className="text-bad">{t("unusableHelp")}</p>
            )}
          </div>
        )}
      </fetcher.Form>
      <ImportHistory imports={imports} busy={undoing.busy} onUndo={undoing.undo} />
    </>
  );
}

function Refusal({ problem }: { problem: NonNullable<ImportAnswer["problem"]> }) {
  const t = useTranslations("timetable.import");
  const problemText = useImportProblem();
  return (
    <div role="alert" className="flex items-start gap-3 rounded-card bg-bad-surface p-4 text-bad">
      <CircleAlert aria-hidden className="mt-0.5 size-5 shrink-0" />
      <div>
        <p className="font-strong">{t("problems")}</p>
        <p>
          {problemText(problem)}
          {problem.issue?.line ? ` (${t("line", { line: problem.issue.line })})` : ""}
        </p>
      </div>
    </div>
  );
}

function Done({ schoolId, preview }: { schoolId: string; preview: ImportPreview }) {
  const t = useTranslations("timetable.import");
  const total = (kind: "lessons" | "rules") => {
    const { added, updated, unchanged } = preview.changes[kind];
    return added + updated + unchanged;
  };
  return (
    <div role="status" className="flex flex-wrap items-center gap-3 rounded-card bg-good-surface p-4">
      <CircleCheck aria-hidden className="size-5 shrink-0 text-good" />
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-strong text-good">
          {t("done", { name: preview.institution || preview.fileName })}
        </p>
        <p className="text-small">{t("doneHelp", { lessons: total("lessons"), rules: total("rules") })}</p>
      </div>
      <LinkButton tone="primary" to={`/timetable/${schoolId}/plan`}>
        {t("goPlan")}
      </LinkButton>
    </div>
  );
}
