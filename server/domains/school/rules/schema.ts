import * as z from "zod";
import { longText, rowBase } from "../schema.ts";

export const ruleFields = z.object({
  /** Name of the constraint in the .fet format, without its prefix. */
  type: z.string().regex(/^[A-Z][A-Za-z0-9]{2,80}$/, "unknown"),
  /** Per cent; 100 is compulsory. */
  weight: z.number().min(0, "outOfRange").max(100, "outOfRange"),
  active: z.boolean(),
  params: z.record(z.string(), z.unknown()),
  comments: longText,
});
export const ruleUpdate = ruleFields.omit({ type: true }).partial();
export const ruleCreate = ruleFields.partial().required({ type: true, params: true });
export const ruleRow = rowBase.extend(ruleFields.shape).extend({ position: z.int(), source: z.string() });
export const ruleFilter = z.object({
  type: z.string().optional(),
  /** A row that the rule speaks of: teacher, class, room, subject, lesson … */
  about: z.uuid().optional(),
  active: z.enum(["true", "false"]).optional(),
});
export const ruleGroupsOutput = z.array(
  z.object({ type: z.string(), count: z.int(), inactive: z.int(), compulsory: z.int() }),
);
export type RuleRow = z.infer<typeof ruleRow>;
export type RuleGroup = z.infer<typeof ruleGroupsOutput>[number];
