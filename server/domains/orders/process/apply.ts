import type { Ctx } from "../../../core/context.ts";
import { AppError } from "../../../core/errors.ts";
import { emitMany } from "../../../core/events.ts";
import { announceShipped } from "../announce/service.ts";
import { insertEntries, type NewEntry } from "../edit/queries.ts";
import type { OrderSynced } from "../schema.ts";
import { settleCourses } from "../settle/service.ts";
import type { ShippingRule } from "../shipping/schema.ts";
import type { LineFacts, RefundFacts } from "./facts.ts";
import { bySaid, type Merged, mergeOrder, type Saying } from "./merge.ts";
import type { StoredOrder } from "./stored-order.ts";
import * as queries from "./write-orders.ts";

/** What one event, or one look at the shop, says of one order. */
export type Arrival = {
  storeId: string;
  schoolId: string;
  externalId: string;
  kind: "webhook" | "reconcile";
  topic: string;
  saying: Saying | null;
  refunds: readonly RefundFacts[];
  /** The event in the log, for the story of the order. */
  eventId: string | null;
};

/** An order that a batch touched; `orderId` is null while only its refund has come. */
export type Applied = {
  storeId: string;
  externalId: string;
  orderId: string | null;
  changed: boolean;
  /** The order's customer asked to be forgotten. */
  redacted: boolean;
};

type Group = { key: string; arrivals: Arrival[]; newest: Saying | null };
type Outcome = Group & { current: StoredOrder | null; merged: Merged | null; written?: queries.Written };

/**
 * Brings orders up to what was said of them, in the caller's transaction and with a fixed number of statements, however
 * many there are. Safe to repeat and in any order; everything that follows (versions, story, live events, courses,
 * announcements) happens exactly when something changed.
 */
export async function applyArrivals(ctx: Ctx, arrivals: readonly Arrival[]): Promise<Applied[]> {
  const groups = groupByOrder(arrivals);
  const keys = groups.map(({ arrivals: [first] }) => keyOf(first as Arrival));
  await queries.insertRefunds(ctx.db, refundsOf(groups));
  const [stored, refunded, rules] = await Promise.all([
    queries.lockOrders(ctx.db, keys),
    queries.sumRefunds(ctx.db, keys),
    rulesOf(ctx, arrivals),
  ]);
  const currents = new Map(stored.map((order) => [nameOf(order), order]));
  const refunds = new Map(refunded.map((one) => [nameOf(one), one]));
  const outcomes: Outcome[] = groups.map((group) => {
    const [first] = group.arrivals as [Arrival];
    const current = currents.get(group.key) ?? null;
    const place = {
      schoolId: first.schoolId,
      storeId: first.storeId,
      rules: rules.get(first.schoolId) ?? [],
    };
    const merged = mergeOrder(current, group.newest, refunds.get(group.key)?.amount ?? 0, place);
    return { ...group, current, merged };
  });
  await writeOrders(ctx, outcomes);
  const early = await earlyRefunds(ctx, outcomes, (key) => refunds.has(key));
  await Promise.all([
    writeLines(ctx, outcomes),
    emitMany(ctx.db, outcomes.flatMap(eventOf)),
    announceShipped(ctx, justShipped(outcomes)),
  ]);
  const enrolments = await settleCourses(ctx, outcomes.flatMap(changedOrder));
  await insertEntries(ctx.db, [
    ...early,
    ...outcomes.flatMap(entriesOf),
    ...enrolments.map((told): NewEntry => ({ ...told, kind: "enrolment" })),
  ]);
  return outcomes.map(({ arrivals: [first], current, written, merged }) => ({
    ...keyOf(first as Arrival),
    orderId: written?.id ?? current?.id ?? null,
    changed: (merged?.fields.length ?? 0) > 0,
    redacted: Boolean(current?.redactedAt),
  }));
}

const nameOf = ({ storeId, externalId }: queries.OrderKey) => `${storeId} ${externalId}`;
const keyOf = ({ storeId, externalId }: queries.OrderKey): queries.OrderKey => ({ storeId, externalId });

/** By order, the orders in one order of keys, each with the newest of what was said of it. */
function groupByOrder(arrivals: readonly Arrival[]): Group[] {
  const groups = new Map<string, Group>();
  for (const arrival of arrivals) {
    const key = nameOf(arrival);
    const group = groups.get(key) ?? { key, arrivals: [], newest: null };
    group.arrivals.push(arrival);
    if (arrival.saying && (!group.newest || bySaid(group.newest, arrival.saying) <= 0))
      group.newest = arrival.saying;
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

const refundsOf = (groups: readonly Group[]): queries.NewRefund[] =>
  groups.flatMap(({ arrivals }) =>
    arrivals.flatMap(({ storeId, schoolId, refunds }) =>
      refunds.map((refund) => ({ ...refund, storeId, schoolId })),
    ),
  );

async function rulesOf({ db }: Ctx, arrivals: readonly Arrival[]): Promise<Map<string, ShippingRule[]>> {
  const schools = [...new Set(arrivals.map(({ schoolId }) => schoolId))];
  const rows = await queries.listShippingRules(db, schools);
  return new Map(rows.map(({ schoolId, rules }) => [schoolId, rules as ShippingRule[]]));
}

/** Something to store differs, even if nobody would see it (the moment the shop last spoke). */
const mustWrite = ({ current, merged }: Outcome): boolean =>
  merged !== null && (current === null || merged.applied || merged.fields.length > 0);

async function writeOrders(ctx: Ctx, outcomes: Outcome[]): Promise<void> {
  const touched = outcomes.filter(mustWrite);
  const fresh = touched.flatMap(({ current, merged }) => (merged && !current ? [merged.next] : []));
  const known = touched.flatMap(({ current, merged }) =>
    merged && current ? [{ ...merged.next, id: current.id, step: stepOf(merged) }] : [],
  );
  const written = [
    ...(fresh.length > 0 ? await queries.insertOrders(ctx.db, fresh) : []),
    ...(known.length > 0 ? await queries.updateOrders(ctx.db, known) : []),
  ];
  const byName = new Map(written.map((row) => [nameOf(row), row]));
  for (const outcome of touched) {
    const row = byName.get(outcome.key);
    // somebody added the same order between our look and our write: all of it is done again on top of theirs
    if (!row) throw new AppError("UNAVAILABLE", "orders.raced");
    outcome.written = row;
  }
}

const stepOf = ({ fields, echo }: Merged): 0 | 1 => (fields.length > 0 && !echo ? 1 : 0);

async function writeLines(ctx: Ctx, outcomes: readonly Outcome[]): Promise<void> {
  const changed = outcomes.flatMap(({ current, merged, written, newest }) =>
    merged?.applied && written && newest && current?.linesHash !== merged.next.linesHash
      ? [
          {
            orderId: written.id,
            schoolId: merged.next.schoolId,
            lines: current?.redactedAt ? newest.facts.lines.map(withoutNames) : newest.facts.lines,
            isNew: current === null,
          },
        ]
      : [],
  );
  if (changed.length > 0) await queries.writeLines(ctx.db, changed);
}

/** What a line was labelled with may name a person, and this order's asked to be forgotten. */
const withoutNames = (line: LineFacts): LineFacts => ({ ...line, properties: [] });

/** The story of an order that is new begins with the refunds that did not wait for it. */
async function earlyRefunds(
  { db }: Ctx,
  outcomes: readonly Outcome[],
  hasRefunds: (key: string) => boolean,
): Promise<NewEntry[]> {
  const fresh = outcomes.flatMap(({ key, current, written }) =>
    written && !current && hasRefunds(key) ? [written] : [],
  );
  if (fresh.length === 0) return [];
  const events = await queries.adoptEarlyRefunds(db, fresh);
  return events.map(({ orderId, schoolId, eventId, topic, at }) => ({
    orderId,
    schoolId,
    at,
    kind: "webhook",
    title: "webhook.early",
    params: { topic, eventId },
  }));
}

/** One line in the story for each event, saying what came of it. */
function entriesOf({ arrivals, merged, written, current, newest }: Outcome): NewEntry[] {
  const orderId = written?.id ?? current?.id;
  if (!orderId || (arrivals.every(({ kind }) => kind === "reconcile") && !merged?.fields.length)) return [];
  const teller = arrivals.findLast(
    ({ saying, refunds }) => saying === newest && (saying || refunds.length > 0),
  );
  return arrivals.map((arrival) => {
    const tells = arrival === teller && merged !== null;
    const fields = tells ? merged.fields : [];
    const late = arrival.saying !== null && !(merged?.applied && arrival.saying === newest);
    const changed = merged?.echo ? "echo" : current ? "applied" : "created";
    const title = fields.length > 0 ? changed : late ? "late" : "nothing_new";
    return {
      orderId,
      schoolId: arrival.schoolId,
      kind: arrival.kind,
      title: `${arrival.kind}.${title}`,
      params: { topic: arrival.topic, ...(arrival.eventId && { eventId: arrival.eventId }) },
      fields,
      ...(fields.length > 0 && written && { version: written.version }),
    };
  });
}

function eventOf({ current, merged, written }: Outcome) {
  if (!merged || !written || (merged.fields.length === 0 && current)) return [];
  const payload: OrderSynced = {
    status: merged.next.status,
    updatedAt: written.updatedAt,
    storeId: written.storeId,
    created: current === null,
  };
  return [
    {
      topic: `orders/${merged.next.schoolId}` as const,
      kind: "order.synced",
      entity: "orders",
      entityId: written.id,
      version: written.version,
      payload,
    },
  ];
}

/** Orders that left with this; what the office sent itself was announced then, and its echo changes no status. */
const justShipped = (outcomes: readonly Outcome[]): string[] =>
  outcomes
    .filter(({ current, merged }) => merged?.next.status === "SHIPPED" && current?.status !== "SHIPPED")
    .flatMap(({ written }) => (written ? [written.id] : []));

/** An order that may buy other places in courses than before. What is taken back for no money changes no field of it. */
function changedOrder({ arrivals, current, merged, written }: Outcome) {
  const id = written?.id ?? current?.id;
  const takenBack = arrivals.some(({ refunds }) => refunds.some(({ lines }) => lines.length > 0));
  return merged && id && (merged.fields.length > 0 || takenBack)
    ? [{ id, schoolId: merged.next.schoolId }]
    : [];
}
