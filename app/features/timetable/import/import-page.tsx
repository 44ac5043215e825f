import { useActionData, useFetcher } from "@remix-run/react";
import { CircleAlert, CircleCheck, FileSearch, Upload } from "lucide-react";
import { useRef, useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import type { z } from "zod";
import type { ImportPreview, importsOutput } from "#server/domains/timetable/import/schema.ts";
import { Button } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { Field } from "~/ui/field.tsx";
import { LinkButton } from "~/ui/link-button.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { RadioGroup } from "~/ui/radio-group.tsx";
import { TextInput } from "~/ui/text-input.tsx";
import type { ImportAnswer } from "./import-answer.ts";
import { useIssueText } from "./issue-list.tsx";
import { PreviewCard } from "./preview-card.tsx";

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
  const done = answer?.intent === "apply" && preview;
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
        {preview && <PreviewCard preview={preview} />}
        {preview && !done && (
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
      <History imports={imports} />
    </>
  );
}

function Refusal({ problem }: { problem: NonNullable<ImportAnswer["problem"]> }) {
  const t = useTranslations("timetable");
  const issueText = useIssueText();
  const known = problem.reason.replace(/^timetable\./, "") as "file_changed";
  const own = problem.reason.replace(/^timetable\.import\./, "") as "choose" | "tooLarge";
  const text = problem.issue
    ? issueText(problem.issue)
    : t.has(`import.${own}`)
      ? t(`import.${own}`)
      : t.has(`problems.${known}`)
        ? t(`problems.${known}`)
        : t("problems.other");
  return (
    <div role="alert" className="flex items-start gap-3 rounded-card bg-bad-surface p-4 text-bad">
      <CircleAlert aria-hidden className="mt-0.5 size-5 shrink-0" />
      <div>
        <p className="font-strong">{t("import.problems")}</p>
        <p>
          {text}
          {problem.issue?.line ? ` (${t("import.line", { line: problem.issue.line })})` : ""}
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

function History({ imports }: Pick<ImportData, "imports">) {
  const t = useTranslations("timetable.import");
  const format = useFormatter();
  return (
    <Card title={t("history")} className="mt-8 max-w-4xl">
      {imports.length === 0 ? (
        <p className="text-muted text-small">{t("historyNone")}</p>
      ) : (
        <ul className="flex flex-col gap-1.5 text-small">
          {imports.map((one) => (
            <li key={one.id} className="flex flex-wrap justify-between gap-x-4">
              <bdi className="font-strong">{one.fileName}</bdi>
              <span className="text-muted">
                {t("by", {
                  name: one.createdBy ?? "–",
                  date: format.dateTime(new Date(one.createdAt), { dateStyle: "medium", timeStyle: "short" }),
                })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
