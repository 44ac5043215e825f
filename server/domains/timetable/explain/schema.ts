import * as z from "zod";
import { runRow } from "../../runs/schema.ts";
import { timetableOutput } from "../schema.ts";

const id = z.uuid();

/** One lesson or rule that a reason names, by what people call it and by its row. */
const lesson = z.object({ id: z.string(), name: z.string() });
const rule = z.object({
  /** Row of the rule; null for the compulsory ones, pinned lessons and files. */
  ruleId: z.string().nullable(),
  kind: z.string(),
  type: z.string(),
  weight: z.number(),
  /** Line in the file, where there is one. */
  line: z.number().nullable(),
  /** Whom or what it is about, by name; empty for everybody. */
  about: z.array(z.string()),
  /** Whether it stands for a lesson that somebody pinned to its place. */
  pinned: z.boolean(),
});

/** A sentence to translate: its key and what it speaks of. */
const sentence = z.object({
  code: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});

const relaxation = sentence.extend({
  /** Which of the finding's rules it changes; null for more rooms or fewer lessons. */
  rule: z.number().nullable(),
  /** People and lessons that lose what the rule gave them. */
  people: z.number(),
  lessons: z.number(),
  /** Conflicts that the quick checks still see after it. */
  remaining: z.number(),
  /** The rule's row as it would be, for a button; null where it has no row or the change is none of a rule. */
  patch: z
    .object({
      weight: z.number().optional(),
      active: z.boolean().optional(),
      params: z.record(z.string(), z.unknown()).optional(),
    })
    .nullable(),
});

const finding = z.object({
  reason: sentence,
  lessons: z.array(lesson),
  rules: z.array(rule),
  /** Where it is shown that none of the rules can be left out of the set. */
  minimal: z.enum(["school", "part", "unknown"]),
  /** Other people or lessons for whom the same rules fail. */
  alike: z.number(),
  relaxations: z.array(relaxation),
});

const blocker = z.object({
  lesson,
  starts: z.number(),
  by: z.array(rule.extend({ starts: z.number() })),
});

/** Why there is no timetable. `impossible` and `possible` are proved; `unknown` is neither. */
export const whyNotAnswer = z.object({
  verdict: z.enum(["impossible", "possible", "unknown"]),
  findings: z.array(finding),
  blockers: z.array(blocker),
  seconds: z.number(),
});
export type WhyNotAnswer = z.output<typeof whyNotAnswer>;
export type ToldFinding = z.output<typeof finding>;
export type ToldRule = z.output<typeof rule>;
export type ToldRelaxation = z.output<typeof relaxation>;
export type Sentence = z.output<typeof sentence>;

export const explainInput = z.object({
  /** The timetable whose school and pinned lessons are looked at. */
  id,
  seconds: z.int().min(1).max(600).default(30),
});
export const explainOutput = z.object({ runId: id });
export const explainPayload = z.object({ timetableId: id, seconds: z.number() });
export type ExplainPayload = z.output<typeof explainPayload>;

export const answerInput = z.object({ id });
export const answerOutput = z.object({
  timetable: timetableOutput,
  answer: whyNotAnswer.nullable(),
  answeredAt: z.string().nullable(),
  /** Whether lessons or rules have changed since. */
  stale: z.boolean(),
  /** The run that is looking for another answer. */
  run: runRow.nullable(),
});

/** The queue's name of the job. */
export const explainTask = "timetable.explain";
