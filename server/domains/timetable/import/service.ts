import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import type { z } from "zod";
import { audit } from "../../../core/audit.ts";
import type { Ctx } from "../../../core/context.ts";
import type { TenantDb } from "../../../core/db/database.ts";
import { conflict, forbidden, invalid, notFound, tooLarge } from "../../../core/errors.ts";
import { emit } from "../../../core/events.ts";
import type { FetDocument } from "../fet/document.ts";
import { parseFetStream } from "../fet/parse.ts";
import { type Issue, type Severity, UnusableFile } from "../fet/report.ts";
import { toProblem } from "../fet/to-problem.ts";
import { toDocument } from "../stock/document.ts";
import { findStock, type Stock } from "../stock/queries.ts";
import { applyChanges } from "./apply.ts";
import { type Changes, diff } from "./diff.ts";
import { type Items, itemsOf } from "./items.ts";
import * as queries from "./queries.ts";
import type {
  applyImportInput,
  ImportPreview,
  importInput,
  KindChange,
  listImportsInput,
  undoImportInput,
} from "./schema.ts";
import { itemKinds, maxFileBytes } from "./schema.ts";
import { storable } from "./storable.ts";
import { putBack, takeSnapshot, touchedBy, type Undo, undoOf } from "./undo.ts";
import type { Diff, Held } from "./writing.ts";

/** Bytes read at a time. */
const pieceBytes = 256 * 1024;

/**
 * Says what importing a .fet file would do: what it adds, changes and no longer has, and everything in it that cannot
 * be taken over, with line and reason. Writes nothing. Errors: INVALID `timetable.file_unusable` with the reason and
 * line when it is no .fet file or carries a document type; `http.too_large` with field and limit above 32 MB.
 */
export async function previewImport(ctx: Ctx, input: z.output<typeof importInput>): Promise<ImportPreview> {
  return (await prepare(ctx, input, await read(input.content))).preview;
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
  const reading = await read(input.content);
  await queries.takeTurnAtImporting(ctx.db, input.schoolId);
  const { preview, document, stock, held, file, changes, firstWeekday } = await prepare(ctx, input, reading);
  if (input.fileHash && input.fileHash !== preview.fileHash) throw conflict("timetable.file_changed");
  if (!preview.usable) throw invalid("timetable.file_unusable", { issue: preview.issues[0] ?? null });
  const before = await takeSnapshot(ctx.db, input.schoolId);
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
  const undo = undoOf(stock, before, await takeSnapshot(ctx.db, input.schoolId));
  await queries.forgetUndo(ctx.db, input.schoolId);
  const row = { ...input, ...preview, counts, report: preview.issues, undo };
  const saved = await queries.insertImport(ctx.db, row);
  if (!saved) throw forbidden("timetable.import_refused");
  const { fileName, fileHash } = preview;
  await audit(ctx.db, "timetable.import", "import", saved.id, { fileName, fileHash, counts }, input.schoolId);
  await tellOfImport(ctx.db, input.schoolId);
  return { ...preview, importId: saved.id };
}

/**
 * Takes the latest import of a school back, whole: what it added goes, what it changed or removed is as it was. Errors:
 * CONFLICT `timetable.import_not_undoable` when it was taken back already or another came after it, and
 * `timetable.import_changed_since` when somebody has edited what it wrote, for that edit would be lost.
 */
export async function undoImport(ctx: Ctx, { importId }: z.output<typeof undoImportInput>) {
  const place = await queries.findImportSchool(ctx.db, importId);
  if (!place) throw notFound("timetable.import_not_found");
  const { schoolId } = place;
  await queries.takeTurnAtImporting(ctx.db, schoolId);
  const found = await queries.findUndoable(ctx.db, importId);
  if (!found?.undo) throw conflict("timetable.import_not_undoable");
  const undo = found.undo as Undo;
  for (const { table, ids } of touchedBy(undo)) {
    const changed = await queries.countChangedSince(ctx.db, table, schoolId, ids, found.createdAt);
    if (changed > 0) throw conflict("timetable.import_changed_since", { table, changed });
  }
  await putBack(ctx.db, schoolId, undo);
  await queries.markUndone(ctx.db, importId);
  const { fileName } = found;
  await audit(ctx.db, "timetable.undoImport", "import", importId, { fileName }, schoolId);
  await tellOfImport(ctx.db, schoolId);
  return { importId, fileName };
}

const tellOfImport = (db: TenantDb, schoolId: string) =>
  emit(db, {
    topic: `schools/${schoolId}`,
    kind: "school.imported",
    entity: "school",
    entityId: schoolId,
  });

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

type Reading = Awaited<ReturnType<typeof read>>;

async function prepare(
  ctx: Ctx,
  input: z.output<typeof importInput>,
  { bytes, reading }: Reading,
): Promise<Prepared> {
  const school = await queries.findSchoolForImport(ctx.db, input.schoolId);
  if (!school) throw notFound("school.not_found");
  const { document, issues } = storable(reading.document);
  const stock = await findStock(ctx.db, input.schoolId);
  if (!stock) throw notFound("school.not_found");
  const held = heldItems(stock);
  const file = itemsOf(document);
  const changes = compare(held, file);
  const found = [...reading.report.issues, ...issues, ...toProblem(document).issues];
  const preview: ImportPreview = {
    fileName: input.fileName,
    fileHash: createHash("sha256").update(bytes).digest("hex"),
    fileSize: bytes.length,
    institution: document.name,
    mode: document.mode,
    usable: document.days.length > 0 && document.hours.length > 0,
    changes: summarise(changes),
    issues: gravestFirst(found).slice(0, 1_000),
    issueCount: found.length,
  };
  return { preview, document, stock, held, file, changes, firstWeekday: school.firstWeekday };
}

/** Before the first statement: a transaction begins with that, and must not stay open while a large file is read. */
async function read(content: string) {
  const bytes = Buffer.from(content);
  if (bytes.length > maxFileBytes) throw tooLarge({ field: "content", limit: maxFileBytes });
  try {
    return { bytes, reading: await parseFetStream(pieces(bytes)) };
  } catch (error) {
    if (error instanceof UnusableFile) throw invalid("timetable.file_unusable", { issue: error.issue });
    throw error;
  }
}

/** A large file is read between other requests, not instead of them. */
async function* pieces(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let from = 0; from < bytes.length; from += pieceBytes) {
    yield bytes.subarray(from, from + pieceBytes);
    await setImmediate();
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
