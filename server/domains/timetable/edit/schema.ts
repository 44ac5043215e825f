import * as z from "zod";
import { timetableOutput } from "../schema.ts";

const id = z.uuid();
const place = { day: z.int().min(0).max(400), period: z.int().min(0).max(400) };

/** Where a lesson could go, and what it would break there. */
export const placesInput = z.object({ id, lessonId: id });
export const placeOutput = z.object({
  ...place,
  /** `good`: nothing more is broken. `wish`: wishes are. `bad`: a compulsory rule is. `off`: it does not fit the day. */
  state: z.enum(["good", "wish", "bad", "off"]),
  /** Change of the two sums; negative is better. */
  hard: z.number(),
  soft: z.number(),
  /** Kinds of the rules that would be broken there and are not now, the gravest first. */
  kinds: z.array(z.string()),
  roomId: id.nullable(),
});
export const placesOutput = z.array(placeOutput);
export type Place = z.output<typeof placeOutput>;

export const moveInput = z.object({
  id,
  version: z.int().min(1),
  lessonId: id,
  /** null takes the lesson out of the week. */
  to: z.object({ ...place, roomId: id.nullish() }).nullable(),
});
export const moveOutput = z.object({ timetable: timetableOutput });

export const pinInput = z.object({
  id,
  version: z.int().min(1),
  lessonIds: z.array(id).min(1).max(5_000),
  pinned: z.boolean(),
});

export const ruleScoreOutput = z.object({
  ruleId: z.string().nullable(),
  kind: z.string(),
  type: z.string(),
  about: z.array(z.string()),
  weight: z.number(),
  hard: z.number(),
  count: z.number(),
  cost: z.number(),
});
export const scoreOutput = z.object({ timetable: timetableOutput, breakdown: z.array(ruleScoreOutput) });
