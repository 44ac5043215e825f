import type { AppLoadContext } from "@remix-run/node";
import { type ImportIssue, maxFileBytes } from "#server/domains/timetable/import/schema.ts";
import { attempt } from "~/api.server.ts";
import type { ImportAnswer } from "./import-answer.ts";

type Api = AppLoadContext["api"]["timetable"];

/** Looks at the file of the form, or imports it. The browser sends it both times: nothing is kept in between. */
export async function importFile(request: Request, api: Api, schoolId: string): Promise<ImportAnswer> {
  const form = await request.formData();
  const intent = form.get("intent") === "apply" ? "apply" : "preview";
  const file = form.get("file");
  if (!(file instanceof File) || file.size === 0) return refused(intent, "timetable.import.choose");
  if (file.size > maxFileBytes) return refused(intent, "timetable.import.tooLarge");
  const input = { schoolId, fileName: file.name, content: await file.text() };
  const missing = form.get("missing") === "keep" ? ("keep" as const) : ("remove" as const);
  const fileHash = String(form.get("fileHash") ?? "");
  const { value, problem } = await attempt(
    request,
    intent === "apply"
      ? api.applyImport({ ...input, missing, ...(fileHash ? { fileHash } : {}) })
      : api.previewImport(input),
  );
  if (problem) return refused(intent, problem.reason, problem.details.issue as ImportIssue | null);
  return { intent, preview: value };
}

const refused = (
  intent: ImportAnswer["intent"],
  reason: string,
  issue: ImportIssue | null = null,
): ImportAnswer => ({
  intent,
  problem: { reason, issue: issue ?? null },
});
