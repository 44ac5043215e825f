import type { Refusal } from "./problem-text.ts";

/** What somebody else saved meanwhile. */
export type StalePerson = {
  server: { name: string; email: string | null; version: number };
  changedBy: string | null;
  changedAt: string;
};

/** Answer of the person page's action to whichever form was sent. */
export type PersonAnswer = {
  intent: string;
  values: { name: string; email: string };
  /** The row's new version, where the intent made one: what undo goes on from. */
  version: number | null;
  refusal: Refusal | null;
  stale: StalePerson | null;
};
