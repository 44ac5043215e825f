import type { OrderFilter, OrderSort, OrderStatus } from "#server/domains/orders/schema.ts";
import { orderSorts, orderStatuses } from "#server/domains/orders/words/schema.ts";

/** What a list shows: the rows that fit, and their order. */
export type ListWish = { filter: OrderFilter; sort: OrderSort };

/** What the address says of a list; days as `2026-11-21`, which become moments in the school's time zone. */
export type ListAddress = {
  query: string;
  status: OrderStatus[];
  storeId: string | null;
  from: string | null;
  to: string | null;
  stuck: boolean;
  sort: OrderSort;
};

export const newestFirst: OrderSort = { by: "placedAt", direction: "desc" };

/** Parameters that make the list; others (the open order, the days of the figures) leave it as it is. */
export const listParameters = ["q", "status", "store", "from", "to", "stuck", "sort"] as const;

export const figureDays = [7, 30, 90] as const;
export type FigureDays = (typeof figureDays)[number];

/** Reads an address; what makes no sense in it is left out. */
export function readAddress(params: URLSearchParams): ListAddress {
  const words = (params.get("status") ?? "").split(",");
  return {
    query: (params.get("q") ?? "").slice(0, 120),
    status: orderStatuses.filter((one) => words.includes(one)),
    storeId: uuid(params.get("store")),
    from: day(params.get("from")),
    to: day(params.get("to")),
    stuck: params.get("stuck") === "1",
    sort: readSort(params.get("sort")),
  };
}

/** The parameters of an address, shortest: what is not asked for is not said. */
export function writeAddress(address: ListAddress): URLSearchParams {
  const params = new URLSearchParams();
  if (address.query) params.set("q", address.query);
  if (address.status.length > 0) params.set("status", address.status.join(","));
  if (address.storeId) params.set("store", address.storeId);
  if (address.from) params.set("from", address.from);
  if (address.to) params.set("to", address.to);
  if (address.stuck) params.set("stuck", "1");
  const sort = sortText(address.sort);
  if (sort !== sortText(newestFirst)) params.set("sort", sort);
  return params;
}

export const readDays = (params: URLSearchParams): FigureDays =>
  figureDays.find((days) => String(days) === params.get("days")) ?? 30;

/** Whether the address asks for less than all. */
export const isFiltered = (address: ListAddress): boolean =>
  writeAddress({ ...address, sort: newestFirst }).size > 0;

export const sortText = ({ by, direction }: OrderSort): string => (direction === "desc" ? `-${by}` : by);

function readSort(text: string | null): OrderSort {
  const by = orderSorts.find((one) => one === text?.replace(/^-/, ""));
  return by ? { by, direction: text?.startsWith("-") ? "desc" : "asc" } : newestFirst;
}

const day = (text: string | null): string | null =>
  text && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : null;

const uuid = (text: string | null): string | null =>
  text && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? text : null;
