import type { RunRow } from "#server/domains/runs/schema.ts";

/** Whether work waits or goes on. */
export const isActive = ({ state }: Pick<RunRow, "state">): boolean =>
  state === "queued" || state === "running";
