import { useQuery } from "@tanstack/react-query";
import type { OrderRow } from "#server/domains/orders/schema.ts";
import { type OrdersOutput, readOrders } from "../api.ts";
import { orderKeys } from "../list/order-cache.ts";

/** The newest entry of an order's story that changed something: who made the version that stands now. */
export function useLastChange(
  schoolId: string,
  order: OrderRow,
): OrdersOutput["timeline"]["entries"][number] | undefined {
  const { data } = useQuery({
    queryKey: [...orderKeys.timeline(schoolId, order.id), "last", order.version],
    queryFn: ({ signal }) => readOrders("timeline", { id: order.id, limit: 5 }, signal),
  });
  return data?.entries.find((entry) => entry.fields.length > 0);
}
