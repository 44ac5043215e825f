import * as z from "zod";
import { timetableOutput } from "../schema.ts";

const id = z.uuid();

export const compareInput = z.object({ left: id, right: id });

const both = <T extends z.ZodType>(one: T) => ({ left: one, right: one });
const cost = z.object({ hard: z.number(), soft: z.number() });
const place = z.object({ day: z.string(), period: z.string(), room: z.string().nullable() }).nullable();

export const compareOutput = z.object({
  ...both(timetableOutput),
  /** `hard` without what lessons that have no place count: those are `unplaced`. */
  totals: z.object(both(cost.extend({ unplaced: z.number() }))),
  /** Rules, teachers and classes that something broken concerns in one or both; what differs most first. */
  rules: z.array(
    z.object({
      ...both(cost.extend({ count: z.number() })),
      kind: z.string(),
      about: z.array(z.string()),
      weight: z.number(),
    }),
  ),
  teachers: z.array(z.object({ ...both(cost), name: z.string() })),
  classes: z.array(z.object({ ...both(cost), name: z.string() })),
  /** Lessons with another time or room on the right; null: no place. */
  moves: z.array(
    z.object({
      lessonId: id,
      subject: z.string(),
      teachers: z.array(z.string()),
      classes: z.array(z.string()),
      from: place,
      to: place,
    }),
  ),
});
export type TimetableComparison = z.output<typeof compareOutput>;
