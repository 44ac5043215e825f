import * as z from "zod";

const id = z.uuid();

export const feedOutput = z.object({
  id,
  /** What its owner calls it: where the calendar is. */
  name: z.string(),
  subject: z.object({ id, name: z.string() }),
  createdAt: z.string(),
  /** When a calendar last asked for it; null before the first time. */
  lastReadAt: z.string().nullable(),
});
export const feedsOutput = z.array(feedOutput);
export type Feed = z.output<typeof feedOutput>;

export const createFeedInput = z.object({
  /** Whose lessons: the owner's own, or a ward's. */
  personId: id,
  name: z.string().trim().min(1).max(60),
});
/** The address is known at this moment only: the database keeps its hash. */
export const createdFeedOutput = z.object({ feed: feedOutput, address: z.url() });
export const feedIdInput = z.object({ id });
export const readFeedInput = z.object({ token: z.string().min(1).max(100) });
export const readFeedOutput = z.object({ calendar: z.string() });
