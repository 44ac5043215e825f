import type { z } from "zod";
import type { Ctx } from "../../../core/context.ts";
import { notFound } from "../../../core/errors.ts";
import { writeResults } from "../fet/results.ts";
import { lockedCopy, writeFet } from "../fet/write.ts";
import { toSolution } from "../plan/placement.ts";
import { listPlacements } from "../plan/queries.ts";
import type { Timetable } from "../schema.ts";
import { visible } from "../service.ts";
import { loadModel } from "../stock/model.ts";
import { findWeek, listAllCards } from "../view/queries.ts";
import { toCsv } from "./csv.ts";
import type { ExportedFile, ExportFormat, exportInput } from "./schema.ts";

/** A timetable as a file: for FET, so that it can check us, or for a spreadsheet. */
export async function exportTimetable(ctx: Ctx, input: z.output<typeof exportInput>): Promise<ExportedFile> {
  const timetable = await visible(ctx, input.id);
  const { format } = input;
  return format === "csv" ? csvFile(ctx, timetable) : fetFile(ctx, timetable, format);
}

async function csvFile(ctx: Ctx, timetable: Timetable): Promise<ExportedFile> {
  const [week, cards] = await Promise.all([
    findWeek(ctx.db, timetable.schoolId),
    listAllCards(ctx.db, timetable.id),
  ]);
  if (!week) throw notFound("school.not_found");
  return {
    fileName: `${stem(timetable)}.csv`,
    contentType: "text/csv; charset=utf-8",
    content: toCsv(week, cards),
  };
}

async function fetFile(
  ctx: Ctx,
  timetable: Timetable,
  format: Exclude<ExportFormat, "csv">,
): Promise<ExportedFile> {
  const [model, placements] = await Promise.all([
    loadModel(ctx.db, timetable.schoolId),
    listPlacements(ctx.db, timetable.id),
  ]);
  if (!model) throw notFound("school.not_found");
  const solution = toSolution(model, placements);
  const contents = {
    results: () => writeResults(model.problem, solution),
    fet: () => writeFet(model.document),
    locked: () => writeFet(lockedCopy(model.document, model.problem, solution)),
  };
  const suffixes = { results: "_activities.xml", fet: ".fet", locked: "_data_and_timetable.fet" };
  return {
    fileName: `${stem(timetable)}${suffixes[format]}`,
    contentType: "application/xml; charset=utf-8",
    content: contents[format](),
  };
}

/** A file name that every system takes. */
const stem = ({ name }: Timetable) =>
  name
    .normalize("NFC")
    .replace(/[^\p{L}\p{N}._-]+/gu, "_")
    .slice(0, 80) || "timetable";
