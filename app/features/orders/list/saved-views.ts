import type { OrderView } from "#server/domains/orders/views/schema.ts";
import { type ListAddress, newestFirst, readAddress, writeAddress } from "./list-address.ts";
import { usualColumns } from "./use-order-columns.tsx";

const nothing = readAddress(new URLSearchParams());

/** Ways to look at the list that everybody needs. */
export const builtInViews: { id: "all" | "pending" | "underway" | "stuck"; address: ListAddress }[] = [
  { id: "all", address: nothing },
  { id: "pending", address: { ...nothing, status: ["PENDING"], sort: { ...newestFirst, direction: "asc" } } },
  { id: "underway", address: { ...nothing, status: ["SHIPPED"] } },
  { id: "stuck", address: { ...nothing, stuck: true } },
];

export const isBuiltIn = (search: string): boolean =>
  builtInViews.some(({ address }) => writeAddress(address).toString() === search);

/** Whether a saved view looks at the list just so. */
export const isShown = (
  { definition }: Pick<OrderView, "definition">,
  search: string,
  columns: readonly string[],
): boolean =>
  definition.search === search && definition.columns.join() === (columns.join() || usualColumns.join());
