/** Kinds of actions that a reader can choose. Apart from schema.ts, so that the page does not load the validator. */
export const auditKinds = ["signIn", "people", "school", "timetable", "orders", "runs", "other"] as const;
