import type { z } from "zod";
import { audit } from "../../../core/audit.ts";
import type { Ctx } from "../../../core/context.ts";
import { notFound } from "../../../core/errors.ts";
import { emit } from "../../../core/events.ts";
import { enqueue } from "../../../core/jobs/enqueue.ts";
import { requireSchool } from "../../../core/school-access.ts";
import { processTask } from "../process/schema.ts";
import { enqueuePushes } from "../push/request.ts";
import * as queries from "./queries.ts";
import type { deadLettersInput, LetterBody, listDeadLettersInput } from "./schema.ts";

/** What failed for good, the newest first, with the reason. */
export async function listDeadLetters({ db }: Ctx, input: z.output<typeof listDeadLettersInput>) {
  const { schoolId, storeId, cursor, limit } = input;
  const [rows, total] = await Promise.all([
    queries.listLetters(db, schoolId, storeId ?? null, cursor ?? null, limit + 1),
    queries.countLetters(db, schoolId),
  ]);
  const letters = rows.slice(0, limit);
  return { letters, nextCursor: rows.length > limit ? (letters.at(-1)?.id ?? null) : null, total };
}

/** Bytes of a body that are shown; nobody reads more. */
const shownBytes = 200_000;

/** What came, as it came: for who wants to know why it could not be worked in. */
export async function readDeadLetter({ db }: Ctx, id: string): Promise<LetterBody> {
  const letter = await queries.readLetter(db, id, shownBytes);
  if (!letter) throw notFound("orders.letter_unknown");
  const text = Buffer.from(letter.body, "base64").toString("utf8");
  return { text, bytes: letter.bytes, cut: letter.bytes > shownBytes };
}

/** Tries one again, from its first attempt. */
export async function replayDeadLetter(ctx: Ctx, id: string): Promise<{ replayed: number }> {
  return replayDeadLetters(ctx, { schoolId: await schoolOf(ctx, id), ids: [id] });
}

/** Tries those named again, or all of the school's. Doing so twice is harmless: processing is idempotent. */
export async function replayDeadLetters(
  ctx: Ctx,
  { schoolId, ids }: z.output<typeof deadLettersInput>,
): Promise<{ replayed: number }> {
  await requireSchool(ctx, "orders.configure", schoolId);
  const events = await queries.reviveEvents(ctx.db, schoolId, ids ?? null);
  const pushes = await queries.revivePushes(ctx.db, schoolId, ids ?? null);
  if (events.length > 0) await enqueue(ctx.db, processTask, {}, { key: "orders", queue: "orders" });
  await enqueuePushes(ctx, pushes);
  const replayed = events.length + pushes.length;
  await record(ctx, "orders.replay", schoolId, { replayed, ids });
  return { replayed };
}

/** Leaves one as it is: nobody is asked about it any more. */
export async function dismissDeadLetter(ctx: Ctx, id: string): Promise<{ dismissed: number }> {
  const schoolId = await schoolOf(ctx, id);
  await requireSchool(ctx, "orders.configure", schoolId);
  const dismissed = await queries.dismissLetters(ctx.db, schoolId, [id]);
  await record(ctx, "orders.dismiss", schoolId, { dismissed, ids: [id] });
  return { dismissed };
}

async function schoolOf({ db }: Ctx, id: string): Promise<string> {
  const letter = await queries.schoolOfLetter(db, id);
  if (!letter) throw notFound("orders.letter_unknown");
  return letter.schoolId;
}

async function record(ctx: Ctx, action: string, schoolId: string, details: Record<string, unknown>) {
  await audit(ctx.db, action, "shop_events", schoolId, details, schoolId);
  await emit(ctx.db, {
    topic: `stores/${schoolId}`,
    kind: "stores.failure",
    entity: "shop_events",
    entityId: schoolId,
  });
}
