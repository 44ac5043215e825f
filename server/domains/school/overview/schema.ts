import * as z from "zod";
import { steps } from "../words/schema.ts";

/** How many of each kind a school has. */
export const countsOutput = z.object({
  years: z.int(),
  days: z.int(),
  periods: z.int(),
  subjects: z.int(),
  tags: z.int(),
  teachers: z.int(),
  classes: z.int(),
  buildings: z.int(),
  rooms: z.int(),
  lessons: z.int(),
  lessonPeriods: z.int(),
  rules: z.int(),
});

export type Step = (typeof steps)[number];

/** What a reader should look at: a kind of trouble, how often, and the first few names. */
export const findingKinds = [
  "lessonsWithoutTeacher",
  "lessonsWithoutSet",
  "setsOverfull",
  "teachersOverfull",
  "teachersOverTarget",
  "roomsMissing",
  "noCurrentYear",
] as const;
export const overviewOutput = z.object({
  counts: countsOutput,
  /** Teaching periods of the whole cycle. */
  slots: z.int(),
  missing: z.array(z.enum(steps)),
  findings: z.array(z.object({ kind: z.enum(findingKinds), count: z.int(), examples: z.array(z.string()) })),
});
export type Overview = z.infer<typeof overviewOutput>;
export type Counts = z.infer<typeof countsOutput>;
