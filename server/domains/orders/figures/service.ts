import type { z } from "zod";
import type { Ctx } from "../../../core/context.ts";
import { notFound } from "../../../core/errors.ts";
import * as queries from "./queries.ts";
import { daysUpTo, reckonFigures } from "./reckon.ts";
import type { Figures, figuresInput } from "./schema.ts";

/** The school's figures of the last days, with a series for each and what they were before. */
export async function readFigures(
  { db }: Ctx,
  { schoolId, days }: z.output<typeof figuresInput>,
): Promise<Figures> {
  const school = await queries.findToday(db, schoolId);
  if (!school) throw notFound("school.unknown");
  const { today, timeZone } = school;
  const count = 2 * days;
  const [from = today] = daysUpTo(today, count);
  const [placed, moved] = await Promise.all([
    queries.placedByDay(db, schoolId, { from, count, timeZone }),
    queries.movedByDay(db, schoolId, { from, count, timeZone }),
  ]);
  return reckonFigures(today, days, placed, moved);
}
