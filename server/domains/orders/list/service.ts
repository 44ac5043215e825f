import type { z } from "zod";
import type { Ctx } from "../../../core/context.ts";
import { invalid, notFound } from "../../../core/errors.ts";
import type {
  exportRowsInput,
  listOrdersInput,
  OrderDetails,
  OrderFilter,
  OrderRow,
  OrderSort,
  TimelineEntry,
  timelineInput,
} from "../schema.ts";
import { fieldSync } from "../sync-table.ts";
import * as queries from "./queries.ts";

/** Counting stops here without a search, and much earlier with one, which must look at texts. */
const countedTo = { plain: 200_000, searched: 10_000 };

/** One page of a school's orders, by the keyset of the sort; the total comes with the first page. */
export async function listOrders({ db }: Ctx, input: z.output<typeof listOrdersInput>) {
  const where = queries.matching(input.schoolId, toFilter(input));
  const after = input.cursor === undefined ? null : readCursor(input.cursor, input.sort);
  const most = input.query ? countedTo.searched : countedTo.plain;
  const { sort, skip, limit } = input;
  const [rows, total, asOf] = await Promise.all([
    queries.listOrders(db, where, sort, { after, skip, limit: limit + 1 }),
    after || skip > 0 ? null : queries.countOrders(db, where, most),
    input.asOf ?? queries.readMoment(db),
  ]);
  return { ...pageOf(rows, limit, sort), total, totalIsExact: total === null || total < most, asOf };
}

/** The next rows of a list for a file: many at a time, uncounted. */
export async function exportRows({ db }: Ctx, input: z.output<typeof exportRowsInput>) {
  const { sort, skip, limit } = input;
  const where = queries.matching(input.schoolId, toFilter(input));
  const after = input.cursor === undefined ? null : readCursor(input.cursor, sort);
  return pageOf(await queries.listOrders(db, where, sort, { after, skip, limit: limit + 1 }), limit, sort);
}

/** A page of rows of which one more than wanted was read, and where the next begins. */
function pageOf(rows: readonly Positioned[], limit: number, sort: OrderSort) {
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { orders: page.map(toRow), nextCursor: last ? writeCursor(last, sort) : null };
}

/** Those of the orders that exist and may be seen; the page refetches by it what live events name. */
export async function ordersByIds({ db }: Ctx, ids: readonly string[]): Promise<OrderRow[]> {
  return (await queries.ordersByIds(db, ids)).map(toRow);
}

/** One order as the list shows it. */
export async function getOrderRow({ db }: Ctx, id: string): Promise<OrderRow> {
  const row = await queries.findOrder(db, id);
  if (!row) throw notFound("orders.unknown");
  return toRow(row);
}

/** Everything of one order but its story. */
export async function getOrder({ db }: Ctx, id: string): Promise<OrderDetails> {
  const [row, rest, lines] = await Promise.all([
    queries.findOrder(db, id),
    queries.findOrderRest(db, id),
    queries.listLines(db, id),
  ]);
  if (!row || !rest) throw notFound("orders.unknown");
  const {
    financial,
    fulfillment,
    cancelledAt,
    cancelReason,
    subtotal,
    tax,
    discount,
    shippingPaid,
    ...more
  } = rest;
  const inCurrency = (amount: number) => ({ amount, currency: row.currency });
  return {
    ...toRow(row),
    ...more,
    address: rest.address as OrderDetails["address"],
    lines,
    externalStatus: { financial, fulfillment, cancelledAt, cancelReason },
    subtotal: inCurrency(subtotal),
    tax: inCurrency(tax),
    discount: inCurrency(discount),
    shippingPaid: inCurrency(shippingPaid),
    refunded: inCurrency(rest.refunded),
    sync: fieldSync,
  };
}

/** A page of an order's story, the newest first. */
export async function readTimeline({ db }: Ctx, input: z.output<typeof timelineInput>) {
  const [order, rows] = await Promise.all([
    queries.findOrder(db, input.id),
    queries.listEntries(db, input.id, input.cursor ?? null, input.limit + 1),
  ]);
  if (!order) throw notFound("orders.unknown");
  const entries = rows.slice(0, input.limit) as TimelineEntry[];
  return { entries, nextCursor: rows.length > input.limit ? (entries.at(-1)?.id ?? null) : null };
}

/** The filter as the queries take it: a search becomes one pattern for each word. */
export const toFilter = (filter: OrderFilter): queries.Filter => ({
  storeId: filter.storeId,
  status: filter.status,
  placedFrom: filter.placedFrom,
  placedTo: filter.placedTo,
  stuck: filter.stuck,
  upTo: filter.asOf && lastIdOf(filter.asOf),
  after: filter.since && lastIdOf(filter.since),
  words: filter.query
    ?.toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => `%${word.replace(/[\\%_]/g, "\\$&")}%`),
});

/** The greatest id that can be made in the millisecond of a moment: ids begin with their time (UUID version 7). */
export function lastIdOf(moment: string): string {
  const time = Date.parse(moment).toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7fff-bfff-ffffffffffff`;
}

export function toRow({ currency, sortKey, ...order }: queries.ListedOrder): OrderRow {
  return {
    ...order,
    total: { amount: order.total, currency },
    shippingFee: { amount: order.shippingFee, currency },
  } as OrderRow;
}

type Positioned = queries.ListedOrder & { placedExactly?: string };

const writeCursor = (last: Positioned, sort: OrderSort): string =>
  Buffer.from(JSON.stringify([sort.by, sort.direction, last.sortKey, last.placedExactly, last.id])).toString(
    "base64url",
  );

function readCursor(cursor: string, sort: OrderSort): queries.After {
  try {
    const parts = JSON.parse(Buffer.from(cursor, "base64url").toString()) as unknown;
    if (Array.isArray(parts) && parts.length === 5 && parts.every((part) => typeof part === "string")) {
      const [by, direction, key, placedAt, id] = parts as [string, string, string, string, string];
      if (by === sort.by && direction === sort.direction && isUuid.test(id)) return { key, placedAt, id };
    }
  } catch {
    // refused below like any other cursor that is not ours
  }
  throw invalid("orders.cursor");
}

const isUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
