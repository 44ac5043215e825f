import * as z from "zod";

/** How a list looks, as its address says it: parameters, and the columns shown. */
export const viewDefinition = z.object({
  search: z.string().max(1_000),
  columns: z.array(z.string().max(40)).max(30),
});
export const orderView = z.object({
  id: z.uuid(),
  name: z.string(),
  /** Everybody's in the school's office, or only of who saved it. */
  shared: z.boolean(),
  definition: viewDefinition,
});
export type OrderView = z.output<typeof orderView>;

export const listViewsInput = z.object({ schoolId: z.uuid() });
/** A name that is there already, among one's own or among the shared, is saved over. */
export const saveViewInput = z.object({
  schoolId: z.uuid(),
  name: z.string().trim().min(1).max(60),
  shared: z.boolean(),
  definition: viewDefinition,
});
export const removeViewInput = z.object({ id: z.uuid() });
