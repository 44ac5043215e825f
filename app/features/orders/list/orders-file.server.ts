import type { AppLoadContext } from "@remix-run/node";
import type { OrderRow } from "#server/domains/orders/schema.ts";
import { toCsv } from "~/ui/table/csv.ts";
import type { Column } from "~/ui/table/table-types.ts";
import { inUnits } from "../money.ts";
import { readAddress } from "./list-address.ts";
import { wishOf } from "./use-list-address.ts";

/** Rows read at a time. */
const atOnce = 1_000;

// Headers are the API's names: files go to other programs more often than to people.
const column = (header: string, value: Column<OrderRow>["value"]): Column<OrderRow> => ({
  id: header,
  header,
  ...(value && { value }),
});
const columns: Column<OrderRow>[] = [
  column("number", (order) => order.number),
  column("shopId", (order) => order.externalId),
  column("placedAt", (order) => order.placedAt),
  column("updatedAt", (order) => order.updatedAt),
  column("status", (order) => order.status),
  column("customerName", (order) => order.customerName),
  column("customerEmail", (order) => order.customerEmail),
  column("items", (order) => order.itemCount),
  column("total", (order) => inUnits(order.total)),
  column("shippingFee", (order) => inUnits(order.shippingFee)),
  column("currency", (order) => order.total.currency),
  column("trackingCompany", (order) => order.trackingCompany),
  column("trackingNumber", (order) => order.trackingNumber),
  column("notes", (order) => order.notes),
];

type Source = Pick<AppLoadContext, "api" | "timeZone">;

/** A stream of CSV: a hundred thousand orders never stand in memory together. Refusals come before the first byte. */
export async function ordersFile(
  request: Request,
  { api, timeZone = "UTC" }: Source,
  schoolId: string,
): Promise<ReadableStream<Uint8Array>> {
  const { filter, sort } = wishOf(readAddress(new URL(request.url).searchParams), timeZone);
  const read = (cursor: string | null) =>
    api.orders.exportRows({ ...filter, schoolId, sort, limit: atOnce, ...(cursor && { cursor }) });
  const encoder = new TextEncoder();
  let next = await read(null);
  let first = true;
  return new ReadableStream({
    async pull(stream) {
      const text = toCsv(next.orders, columns);
      stream.enqueue(encoder.encode(first ? text : text.slice(text.indexOf("\r\n") + 2)));
      first = false;
      if (next.nextCursor === null) stream.close();
      else next = await read(next.nextCursor);
    },
  });
}
