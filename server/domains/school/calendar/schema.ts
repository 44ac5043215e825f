import * as z from "zod";
import { nameText, rowBase } from "../schema.ts";

const span = { name: nameText, startsOn: z.iso.date("date"), endsOn: z.iso.date("date") };

export const yearFields = z.object(span);
export const yearUpdate = yearFields.partial();
export const yearRow = rowBase.extend(yearFields.shape).extend({ termCount: z.int() });
export const yearFilter = z.object({});
export type YearRow = z.infer<typeof yearRow>;

export const termFields = z.object({ academicYearId: z.uuid(), ...span });
export const termUpdate = termFields.partial();
export const termRow = rowBase.extend(termFields.shape).extend({ yearName: z.string() });
export const termFilter = z.object({ academicYearId: z.uuid().optional() });
export type TermRow = z.infer<typeof termRow>;
