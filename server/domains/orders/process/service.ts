import { setTimeout as sleep } from "node:timers/promises";
import type { Ctx } from "../../../core/context.ts";
import { AppError } from "../../../core/errors.ts";
import { emit } from "../../../core/events.ts";
import { enqueue } from "../../../core/jobs/enqueue.ts";
import { mayPass } from "../../../core/jobs/job.ts";
import type { JobContext } from "../../../core/jobs/tenant-job.ts";
import { answerDataRequest, endStore, redactCustomer, redactShop } from "../privacy/service.ts";
import { type Applied, type Arrival, applyArrivals } from "./apply.ts";
import {
  type ClaimedEvent,
  claimEvent,
  claimEvents,
  lookAhead,
  postpone,
  type Settled,
  settleEvents,
} from "./claim.ts";
import { explain } from "./explain.ts";
import { processTask } from "./schema.ts";
import { readTask, type Task } from "./topics.ts";

/** Attempts at one event before it is put aside for a person to look at. */
export const maxEventAttempts = 3;
const secondsBefore = (attempt: number): number => 2 * 5 ** (attempt - 1); // 2 s, 10 s
/** Most events of one transaction. */
const batchSize = 100;

/** A job looks again this often before it ends, this many times; a stream of events is one job, not one for each. */
const linger = { everyMs: 20, times: 5 };
/** Ends after this long even if more comes: a waiting job takes over, and the queue sees that all is well. */
const longestMs = 30_000;

/**
 * Processes everything a house's shops sent that is due, in up to `lanes` at a time. A batch is one transaction: the
 * events' marks and what came of them commit together, so each is processed exactly once, whatever dies. A batch that
 * fails is taken apart, so that one bad event costs its neighbours nothing.
 */
export async function processEvents(job: JobContext, lanes: number): Promise<void> {
  const started = Date.now();
  for (let idle = 0; idle < linger.times; ) {
    job.signal.throwIfAborted();
    const ahead = await job.transact(({ db }) => lookAhead(db, lanes * batchSize));
    const due = ahead?.due ?? 0;
    // one lane with a large batch costs less than many with small ones
    const wanted = Math.min(lanes, Math.ceil(due / batchSize));
    await Promise.all(Array.from({ length: wanted }, (_, lane) => runLane(job, lane, wanted)));
    if (Date.now() - started > longestMs) break;
    idle = due > 0 ? 0 : idle + 1;
    if (due < smallBatch) await sleep(linger.everyMs, undefined, { signal: job.signal });
  }
  await job.transact(async ({ db }) => {
    const next = (await lookAhead(db, 1))?.next;
    if (next)
      await enqueue(db, processTask, {}, { key: "orders-later", queue: "orders", runAt: new Date(next) });
  });
}

/** Fewer than this wait a moment for company. */
const smallBatch = 40;

async function runLane(job: JobContext, lane: number, lanes: number): Promise<void> {
  while (!job.signal.aborted) {
    const claimed: string[] = [];
    try {
      const count = await job.transact(async (ctx) => {
        const events = await claimEvents(ctx.db, { lane, lanes, limit: batchSize });
        claimed.splice(0, claimed.length, ...events.map(({ id }) => id));
        await processBatch(ctx, events);
        return events.length;
      });
      if (count < batchSize) return;
    } catch (error) {
      // without a claim there is nothing to take apart, and trying at once again would never end
      if (isAway(error) || claimed.length === 0) throw error;
      job.log.warn({ err: error, events: claimed.length }, "orders.batch_failed");
      for (const id of claimed) await processAlone(job, id);
    }
  }
}

/** The database is gone, which is nobody's fault here; one that is busy (a deadlock, a slow statement) may be an event's. */
const isAway = (error: unknown): boolean => error instanceof AppError && error.reason === "database.away";

/** Reads and applies events in the caller's transaction; those that cannot be read are put aside with the reason. */
async function processBatch(ctx: Ctx, events: readonly ClaimedEvent[]): Promise<void> {
  const settled: Settled[] = [];
  const arrivals: { event: ClaimedEvent; arrival: Arrival }[] = [];
  for (const event of events) {
    const read = tryRead(event);
    if ("failure" in read) settled.push(read.failure);
    else if (read.task.kind === "arrival") arrivals.push({ event, arrival: read.task.arrival });
    else settled.push({ id: event.id, ...(await perform(ctx, event, read.task)) });
  }
  const applied = await applyArrivals(
    ctx,
    arrivals.map(({ arrival }) => arrival),
  );
  const byName = new Map(applied.map((one) => [nameOf(one), one]));
  for (const { event, arrival } of arrivals) {
    const { orderId = null, redacted = false } = byName.get(nameOf(arrival)) ?? {};
    settled.push({ id: event.id, state: "done", orderId, ...(redacted && { forget: true }) });
  }
  await settleEvents(ctx.db, settled);
  await tellFailures(ctx, events, settled);
}

const nameOf = ({ storeId, externalId }: Pick<Applied, "storeId" | "externalId">) =>
  `${storeId} ${externalId}`;

function tryRead(event: ClaimedEvent): { task: Task } | { failure: Settled } {
  try {
    return { task: readTask(event) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { failure: { id: event.id, state: "dead", error: error.reason, details: error.details } };
  }
}

/** What asks about a person names them, so it is not kept; the audit says what was done, by ids. */
async function perform(
  ctx: Ctx,
  event: ClaimedEvent,
  task: Task,
): Promise<Pick<Settled, "state" | "forget">> {
  switch (task.kind) {
    case "uninstalled":
      await endStore(ctx, event);
      return { state: "done" };
    case "redact_customer":
      await redactCustomer(ctx, event, task);
      return { state: "done", forget: true };
    case "redact_shop":
      await redactShop(ctx, event);
      return { state: "done" };
    case "data_request":
      await answerDataRequest(ctx, event, task);
      return { state: "done", forget: true };
    default:
      return { state: "ignored" };
  }
}

/** One event in a transaction of its own; a failure is noted on it, and the last one puts it aside. */
async function processAlone(job: JobContext, id: string): Promise<void> {
  try {
    await job.transact(async (ctx) => {
      const event = await claimEvent(ctx.db, id);
      if (event) await processBatch(ctx, [event]);
    });
  } catch (error) {
    if (isAway(error)) throw error;
    job.log.error({ err: error, event: id }, "orders.event_failed");
    await job.transact((ctx) => noteFailure(ctx, id, error));
  }
}

async function noteFailure(ctx: Ctx, id: string, error: unknown): Promise<void> {
  const event = await claimEvent(ctx.db, id);
  if (!event) return;
  const { reason, details } = explain(error);
  const attempt = event.attempts + 1;
  if (mayBeTried(error) && attempt < maxEventAttempts) {
    await postpone(ctx.db, id, secondsBefore(attempt), reason, details);
    return;
  }
  const failure: Settled = { id, state: "dead", error: reason, details };
  await settleEvents(ctx.db, [failure]);
  await tellFailures(ctx, [event], [failure]);
}

/** What the database objects to may be gone the next time, as it may have been another's doing. */
const mayBeTried = (error: unknown): boolean =>
  mayPass(error) || (error instanceof AppError && error.reason.startsWith("database."));

/** Tells the stores page that something needs a person. */
async function tellFailures({ db }: Ctx, events: readonly ClaimedEvent[], settled: readonly Settled[]) {
  const dead = new Set(settled.filter(({ state }) => state === "dead").map(({ id }) => id));
  const schools = new Set(events.filter(({ id }) => dead.has(id)).map(({ schoolId }) => schoolId));
  for (const schoolId of schools)
    await emit(db, {
      topic: `stores/${schoolId}`,
      kind: "stores.failure",
      entity: "shop_events",
      entityId: events.find((one) => dead.has(one.id))?.id ?? "",
      payload: { count: dead.size },
    });
}
