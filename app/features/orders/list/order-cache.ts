import type { QueryClient } from "@tanstack/react-query";
import type { OrderDetails, OrderRow } from "#server/domains/orders/schema.ts";
import { type OrdersOutput, readOrders } from "../api.ts";
import type { ListWish } from "./list-address.ts";

/** Rows that are loaded together. */
export const pageSize = 100;

export type OrderPage = Pick<OrdersOutput["list"], "orders" | "nextCursor">;

/** A list as it stood when it was opened. Its pages are read as of that moment, so that rows keep their places. */
export type OpenList = {
  wish: ListWish;
  asOf: string;
  total: number;
  totalIsExact: boolean;
};

/** Every key begins with `orders` and the school: one word forgets all that a page knows. */
export const orderKeys = {
  all: (schoolId: string) => ["orders", schoolId] as const,
  lists: (schoolId: string) => ["orders", schoolId, "list"] as const,
  list: (schoolId: string, wish: ListWish) => ["orders", schoolId, "list", JSON.stringify(wish)] as const,
  pages: (schoolId: string) => ["orders", schoolId, "page"] as const,
  pagesOf: (schoolId: string, { wish, asOf }: OpenList) =>
    ["orders", schoolId, "page", JSON.stringify(wish), asOf] as const,
  news: (schoolId: string, open: OpenList) =>
    ["orders", schoolId, "news", JSON.stringify(open.wish), open.asOf] as const,
  order: (schoolId: string, id: string) => ["orders", schoolId, "order", id] as const,
  timeline: (schoolId: string, id: string) => ["orders", schoolId, "timeline", id] as const,
  views: (schoolId: string) => ["orders", schoolId, "views"] as const,
  figures: (schoolId: string) => ["orders", schoolId, "figures"] as const,
};

const inputOf = (schoolId: string, { filter, sort }: ListWish) => ({ ...filter, schoolId, sort });

/** Opens a list anew: reads its first page, its length and the moment it stands for. */
export async function openList(
  client: QueryClient,
  schoolId: string,
  wish: ListWish,
  signal?: AbortSignal,
): Promise<OpenList> {
  const first = await readOrders("list", { ...inputOf(schoolId, wish), limit: pageSize }, signal);
  return keepFirstPage(client, schoolId, wish, first);
}

/** Puts a first page, as the server sent it, where the table looks for it. */
export function keepFirstPage(
  client: QueryClient,
  schoolId: string,
  wish: ListWish,
  first: OrdersOutput["list"],
): OpenList {
  const { orders, nextCursor, asOf, total, totalIsExact } = first;
  const open: OpenList = { wish, asOf, total: total ?? orders.length, totalIsExact };
  const page: OrderPage = { orders, nextCursor };
  client.setQueryData([...orderKeys.pagesOf(schoolId, open), 0], page);
  return open;
}

/** Reads one page of an open list: from the nearest place of which a cursor is known, passing over the rest. */
export function readPage(
  client: QueryClient,
  schoolId: string,
  open: OpenList,
  page: number,
  signal?: AbortSignal,
): Promise<OrderPage> {
  const { cursor, skip } = placeBefore(client, schoolId, open, page);
  const input = { ...inputOf(schoolId, open.wish), asOf: open.asOf, skip, limit: pageSize };
  return readOrders("list", cursor ? { ...input, cursor } : input, signal);
}

/** Where to begin reading a page, given the pages that are known. */
export function placeBefore(
  client: QueryClient,
  schoolId: string,
  open: OpenList,
  page: number,
): { cursor: string | null; skip: number } {
  let nearest = -1;
  let cursor: string | null = null;
  for (const query of client.getQueryCache().findAll({ queryKey: orderKeys.pagesOf(schoolId, open) })) {
    const at = Number(query.queryKey.at(-1));
    const next = (query.state.data as OrderPage | undefined)?.nextCursor;
    if (next && at < page && at > nearest) [nearest, cursor] = [at, next];
  }
  return { cursor, skip: (page - nearest - 1) * pageSize };
}

/** A row of an open list, if it is loaded. */
export function rowAt(
  client: QueryClient,
  schoolId: string,
  open: OpenList,
  index: number,
): OrderRow | undefined {
  const key = [...orderKeys.pagesOf(schoolId, open), Math.floor(index / pageSize)];
  return client.getQueryData<OrderPage>(key)?.orders[index % pageSize];
}

/** Puts rows in the place of their older versions wherever they are shown. Nothing moves, nothing is read. */
export function patchOrders(client: QueryClient, schoolId: string, rows: readonly OrderRow[]): void {
  const fresh = new Map(rows.map((row) => [row.id, row]));
  const newer = (known: OrderRow): OrderRow => {
    const row = fresh.get(known.id);
    return row && row.version >= known.version ? row : known;
  };
  for (const query of client.getQueryCache().findAll({ queryKey: orderKeys.pages(schoolId) })) {
    const page = query.state.data as OrderPage | undefined;
    if (!page?.orders.some((known) => newer(known) !== known)) continue;
    client.setQueryData(query.queryKey, { ...page, orders: page.orders.map(newer) });
  }
  for (const row of rows) {
    client.setQueryData<OrderDetails>(orderKeys.order(schoolId, row.id), (known) =>
      known && row.version >= known.version ? { ...known, ...row } : known,
    );
  }
}

/** Where an order stands in an open list, as far as its page is loaded. */
export function placeOf(client: QueryClient, schoolId: string, open: OpenList, id: string): number | null {
  for (const query of client.getQueryCache().findAll({ queryKey: orderKeys.pagesOf(schoolId, open) })) {
    const at = (query.state.data as OrderPage | undefined)?.orders.findIndex((row) => row.id === id) ?? -1;
    if (at >= 0) return Number(query.queryKey.at(-1)) * pageSize + at;
  }
  return null;
}
