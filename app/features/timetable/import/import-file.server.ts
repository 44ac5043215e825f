import type { AppLoadContext } from "@remix-run/node";
import { type ImportIssue, maxFileBytes } from "#server/domains/timetable/import/schema.ts";
import { attempt } from "../../../api.server.ts";
import type { ImportAnswer } from "./import-answer.ts";

type Api = AppLoadContext["api"]["timetable"];

/** Looks at the file of the form, imports it, or takes an import back. The browser sends it both times: nothing is kept in between. */
export async function importFile(request: Request, api: Api, schoolId: string): Promise<ImportAnswer> {
  const form = await readForm(request);
  if (!form) return tooLarge("preview");
  if (form.get("intent") === "undo") return takeBack(request, api, String(form.get("importId")));
  const intent = form.get("intent") === "apply" ? "apply" : "preview";
  const file = form.get("file");
  if (!(file instanceof File) || file.size === 0) return refused(intent, "timetable.import.choose");
  if (file.size > maxFileBytes) return tooLarge(intent);
  const content = await readText(file);
  if (content === null) return refused(intent, "timetable.file_unusable", notText);
  const input = { schoolId, fileName: file.name, content };
  const missing = form.get("missing") === "keep" ? ("keep" as const) : ("remove" as const);
  const fileHash = String(form.get("fileHash") ?? "");
  const { value, problem } = await attempt(
    request,
    intent === "apply"
      ? api.applyImport({ ...input, missing, ...(fileHash ? { fileHash } : {}) })
      : api.previewImport(input),
  );
  if (problem) return refused(intent, problem.reason, problem.details.issue as ImportIssue | null);
  return { intent, preview: value, ...("importId" in value && { importId: String(value.importId) }) };
}

async function takeBack(request: Request, api: Api, importId: string): Promise<ImportAnswer> {
  const { value, problem } = await attempt(request, api.undoImport({ importId }));
  return problem ? refused("undo", problem.reason) : { intent: "undo", undone: value.fileName };
}

/** The form, or null when more came than a form may hold, whether or not its length was announced. */
async function readForm(request: Request): Promise<FormData | null> {
  try {
    return await request.formData();
  } catch (error) {
    for (let one: unknown = error; one instanceof Error; one = one.cause)
      if ("reason" in one && one.reason === "http.too_large") return null;
    throw error;
  }
}

/** UTF-8, or null: a name with its letters replaced would be a new name at the next import. */
async function readText(file: File): Promise<string | null> {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    return null;
  }
}

const notText: ImportIssue = {
  severity: "fatal",
  code: "not-utf8",
  element: "file",
  line: null,
  details: {},
};

const tooLarge = (intent: ImportAnswer["intent"]): ImportAnswer => ({
  intent,
  problem: {
    reason: "timetable.import.tooLarge",
    issue: null,
    field: "file",
    limit: maxFileBytes,
  },
});

const refused = (
  intent: ImportAnswer["intent"],
  reason: string,
  issue: ImportIssue | null = null,
): ImportAnswer => ({
  intent,
  problem: { reason, issue: issue ?? null },
});
