import { createHash } from "node:crypto";
import type { z } from "zod";
import { audit } from "../../../core/audit.ts";
import type { Ctx } from "../../../core/context.ts";
import { conflict, forbidden, invalid, notFound } from "../../../core/errors.ts";
import { emit } from "../../../core/events.ts";
import type { FetDocument } from "../fet/document.ts";
import { parseFet } from "../fet/parse.ts";
import { type Issue, type Severity, UnusableFile } from "../fet/report.ts";
import { toProblem } from "../fet/to-problem.ts";
import { toDocument } from "../stock/document.ts";
import { findStock, type Stock } from "../stock/queries.ts";
import { applyChanges } from "./apply.ts";
import { type Changes, diff } from "./diff.ts";
import { type Items, itemsOf } from "./items.ts";
import * as queries from "./queries.ts";
import type { applyImportInput, ImportPreview, importInput, KindChange, listImportsInput } from "./schema.ts";
import { itemKinds } from "./schema.ts";
import { storable } from "./storable.ts";
import type { Diff, Held } from "./writing.ts";

/**
 * Says what importing a .fet file would do: what it adds, changes and no longer has, and everything in it that cannot
 * be taken over, with line and reason. Writes nothing. Errors: INVALID `timetable.file_unusable` with the reason and
 * line when it is no .fet file, is too large or carries a document type.
 */
export async function previewImport(ctx: Ctx, input: z.output<typeof importInput>): Promise<ImportPreview> {
  return (await prepare(ctx, input)).preview;
}

/**
 * Imports a .fet file in one transaction. Things are known again by name (lessons by their number), so importing a
 * file again updates and never duplicates. Errors as in `previewImport`; CONFLICT `timetable.file_changed` when the
 * file is not the one that was looked at.
 */
export async function applyImport(
  ctx: Ctx,
  input: z.output<typeof applyImportInput>,
): Promise<ImportPreview & { importId: string }> {
  await queries.takeTurnAtImporting(ctx.db, input.schoolId);
  const { preview, document, stock, held, file, changes, firstWeekday } = await prepare(ctx, input);
  if (input.fileHash && input.fileHash !== preview.fileHash) throw conflict("timetable.file_changed");
  if (!preview.usable) throw invalid("timetable.file_unusable", { issue: preview.issues[0] ?? null });
  await applyChanges({
    db: ctx.db,
    schoolId: input.schoolId,
    stock,
    document,
    held,
    file,
    diff: changes,
    fileName: input.fileName,
    firstWeekday,
    removeMissing: input.missing === "remove",
  });
  const counts = Object.fromEntries(
    itemKinds.map((kind) => {
      const { examples, ...numbers } = preview.changes[kind];
      return [kind, numbers];
    }),
  );
  const saved = await queries.insertImport(ctx.db, { ...input, ...preview, counts, report: preview.issues });
  if (!saved) throw forbidden("timetable.import_refused");
  const { fileName, fileHash } = preview;
  await audit(ctx.db, "timetable.import", "import", saved.id, { fileName, fileHash, counts }, input.schoolId);
  await emit(ctx.db, {
    topic: `schools/${input.schoolId}`,
    kind: "school.imported",
    entity: "school",
    entityId: input.schoolId,
  });
  return { ...preview, importId: saved.id };
}

/** The latest imports of a school, who made them and what they changed. */
export async function listImports(ctx: Ctx, input: z.output<typeof listImportsInput>) {
  return queries.listImports(ctx.db, input.schoolId, 20);
}

type Prepared = {
  preview: ImportPreview;
  document: FetDocument;
  stock: Stock;
  held: Held;
  file: Items;
  changes: Diff;
  firstWeekday: number;
};

async function prepare(ctx: Ctx, input: z.output<typeof importInput>): Promise<Prepared> {
  const school = await queries.findSchoolForImport(ctx.db, input.schoolId);
  if (!school) throw notFound("school.not_found");
  const reading = read(input.content);
  const { document, issues } = storable(reading.document);
  const stock = await findStock(ctx.db, input.schoolId);
  if (!stock) throw notFound("school.not_found");
  const held = heldItems(stock);
  const file = itemsOf(document);
  const changes = compare(held, file);
  const found = [...reading.report.issues, ...issues, ...toProblem(document).issues];
  const preview: ImportPreview = {
    fileName: input.fileName,
    fileHash: createHash("sha256").update(input.content).digest("hex"),
    fileSize: Buffer.byteLength(input.content),
    institution: document.name,
    mode: document.mode,
    usable: document.days.length > 0 && document.hours.length > 0,
    changes: summarise(changes),
    issues: gravestFirst(found).slice(0, 1_000),
    issueCount: found.length,
  };
  return { preview, document, stock, held, file, changes, firstWeekday: school.firstWeekday };
}

function read(content: string) {
  try {
    return parseFet(content);
  } catch (error) {
    if (error instanceof UnusableFile) throw invalid("timetable.file_unusable", { issue: error.issue });
    throw error;
  }
}

function heldItems(stock: Stock): Held {
  const document = toDocument(stock);
  return {
    ...itemsOf(document),
    ruleIds: document.constraints.map(({ id }) => id ?? ""),
    rulePositions: new Map(stock.rules.map((rule) => [rule.id, rule.position])),
  };
}

const compare = (held: Items, file: Items): Diff =>
  Object.fromEntries(itemKinds.map((kind) => [kind, diff<unknown>(held[kind], file[kind])])) as Diff;

const summarise = (changes: Diff): ImportPreview["changes"] =>
  Object.fromEntries(
    itemKinds.map((kind) => [kind, summary(changes[kind] as Changes<unknown>)]),
  ) as ImportPreview["changes"];

function summary({ added, updated, unchanged, missing }: Changes<unknown>): KindChange {
  const labels = (items: readonly { label: string }[]) =>
    [...new Set(items.map(({ label }) => label))].slice(0, 8);
  return {
    added: added.length,
    updated: updated.length,
    unchanged: unchanged.length,
    missing: missing.length,
    examples: { added: labels(added), updated: labels(updated), missing: labels(missing) },
  };
}

const gravity: Record<Severity, number> = { fatal: 0, refusal: 1, warning: 2, note: 3 };
const gravestFirst = (issues: readonly Issue[]) =>
  [...issues].sort((a, b) => gravity[a.severity] - gravity[b.severity] || (a.line ?? 0) - (b.line ?? 0));
