import type { ToldRelaxation } from "#server/domains/timetable/explain/schema.ts";

/** What a way out changes in a rule's row. */
export type RulePatch = NonNullable<ToldRelaxation["patch"]>;

/** Everything that can be asked on the page of reasons. */
export type WhyChange =
  | { intent: "look"; id: string }
  | { intent: "cancel"; runId: string }
  | { intent: "apply"; ruleId: string; patch: RulePatch }
  | { intent: "undo"; ruleId: string; version: number; patch: RulePatch }
  | { intent: "despite"; id: string; version: number };

/** What came of it; a rule that was changed comes with what undoes that. */
export type WhyAnswer = {
  change: WhyChange;
  problem?: { reason: string };
  undo?: Extract<WhyChange, { intent: "undo" }>;
};
