import * as z from "zod";

/** Something that failed for good and waits for a person: an event that came, or a change the shop would not take. */
export const deadLetter = z.object({
  id: z.uuid(),
  kind: z.enum(["event", "push"]),
  schoolId: z.uuid(),
  storeId: z.uuid(),
  storeName: z.string(),
  /** Topic of an event; of a push the fields it wanted to change. */
  topic: z.string(),
  orderId: z.uuid().nullable(),
  orderNumber: z.string().nullable(),
  /** A reason to translate, and its facts. */
  error: z.string(),
  details: z.record(z.string(), z.unknown()),
  attempts: z.int(),
  /** When it came, and when it failed. */
  at: z.string(),
  failedAt: z.string().nullable(),
  /** The beginning of what came; empty for a push. */
  excerpt: z.string(),
});

export const listDeadLettersInput = z.object({
  schoolId: z.uuid(),
  storeId: z.uuid().optional(),
  cursor: z.uuid().optional(),
  limit: z.int().min(1).max(100).default(50),
});
export const listDeadLettersOutput = z.object({
  letters: z.array(deadLetter),
  nextCursor: z.string().nullable(),
  /** All there are. */
  total: z.int(),
});
export const deadLetterInput = z.object({ id: z.uuid() });
export const deadLettersInput = z.object({
  schoolId: z.uuid(),
  /** Without ids: all of the school's. */
  ids: z.array(z.uuid()).min(1).max(1_000).optional(),
});
export const replayedOutput = z.object({ replayed: z.int() });
export const dismissedOutput = z.object({ dismissed: z.int() });
/** What came, as it came. */
export const letterBody = z.object({
  text: z.string(),
  bytes: z.int(),
  /** More came than is shown. */
  cut: z.boolean(),
});
export type LetterBody = z.output<typeof letterBody>;
