import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { OrderRow } from "#server/domains/orders/schema.ts";
import { useLive } from "~/lib/live/use-live.ts";
import { readOrders } from "../api.ts";
import { useThrottled } from "../use-throttled.ts";
import { ChangedRows } from "./changed-rows.ts";
import { type OpenList, orderKeys, patchOrders } from "./order-cache.ts";
import type { Orders } from "./use-orders.ts";

/** Least time between two readings, in milliseconds: rows in view, how many are new, figures. */
const pauses = { rows: 250, rowsPassing: 1_000, news: 1_500, figures: 30_000 };

/**
 * Follows a school's orders: rows in view change in place, the open order and the figures are read again, and orders
 * that are new are counted. Scroll position, focus and selection stay.
 */
export function useOrderSync(
  schoolId: string,
  { inView, isMoving, open }: Pick<Orders, "inView" | "isMoving" | "open">,
): { news: number } {
  const client = useQueryClient();
  const rows = useChangedRows(schoolId, inView, isMoving);
  const opened = useOpenedOrders(schoolId);
  const [mayBeNew, setMayBeNew] = useState(false);
  const newsKey = open ? orderKeys.news(schoolId, open) : null;
  const countNews = useThrottled(pauses.news, () => {
    setMayBeNew(true);
    if (newsKey) void client.invalidateQueries({ queryKey: newsKey });
  });
  const readFigures = useThrottled(pauses.figures, () =>
    client.invalidateQueries({ queryKey: orderKeys.figures(schoolId) }),
  );

  useLive([`orders/${schoolId}`], (message) => {
    if ("resync" in message) {
      rows.current?.clear();
      opened.current?.clear();
      countNews();
      readFigures();
      for (const part of ["page", "order", "timeline"])
        void client.invalidateQueries({ queryKey: ["orders", schoolId, part] });
      return;
    }
    const { entityId, payload } = message.event;
    if (payload.created) countNews();
    rows.current?.add(entityId);
    readFigures();
    if (isKept(client, schoolId, entityId)) opened.current?.add(entityId);
  });

  const news = useQuery({
    queryKey: newsKey ?? ["orders", schoolId, "news"],
    queryFn: ({ signal }) => (open ? countNewer(schoolId, open, signal) : 0),
    enabled: newsKey !== null && mayBeNew,
  });
  return { news: (mayBeNew && news.data) || 0 };
}

/** How many orders that fit the list have come since it was opened. */
async function countNewer(schoolId: string, { wish, asOf }: OpenList, signal: AbortSignal): Promise<number> {
  const input = { ...wish.filter, sort: wish.sort, schoolId, since: asOf, limit: 1 };
  return (await readOrders("list", input, signal)).total ?? 0;
}

function useChangedRows(schoolId: string, inView: () => Iterable<string>, isMoving: () => boolean) {
  const client = useQueryClient();
  const newest = useRef({ inView, isMoving });
  newest.current = { inView, isMoving };
  const rows = useRef<ChangedRows<OrderRow> | null>(null);
  useEffect(() => {
    const changed = new ChangedRows<OrderRow>({
      read: (ids) => readOrders("byIds", { ids }),
      apply: (fresh) => patchOrders(client, schoolId, fresh),
      inView: () => newest.current.inView(),
      nextFrame: (then) => requestAnimationFrame(then),
      // what passes by needs its drawing for the scrolling, and is news again where it rests
      pause: () => (newest.current.isMoving() ? pauses.rowsPassing : pauses.rows),
    });
    rows.current = changed;
    const look = setInterval(() => changed.look(), 500); // what was scrolled into view since
    return () => {
      clearInterval(look);
      changed.end();
      rows.current = null;
    };
  }, [client, schoolId]);
  return rows;
}

const isKept = (client: QueryClient, schoolId: string, id: string): boolean =>
  client.getQueryState(orderKeys.order(schoolId, id)) !== undefined;

/**
 * Orders whose details are shown, or were: read again with their stories, one reading at a time. News that comes while
 * an order is being read has it read once more, for that reading may be older.
 */
function useOpenedOrders(schoolId: string) {
  const client = useQueryClient();
  const orders = useRef<ChangedRows<never> | null>(null);
  useEffect(() => {
    const changed = new ChangedRows<never>({
      read: async (ids) => {
        await Promise.all(
          ids
            .flatMap((id) => [orderKeys.order(schoolId, id), orderKeys.timeline(schoolId, id)])
            .map((queryKey) => client.invalidateQueries({ queryKey })),
        );
        return [];
      },
      apply: () => undefined,
      inView: () =>
        client
          .getQueryCache()
          .findAll({ queryKey: ["orders", schoolId, "order"] })
          .map(({ queryKey }) => String(queryKey.at(-1))),
      nextFrame: (then) => requestAnimationFrame(then),
      pause: () => pauses.rows,
    });
    orders.current = changed;
    return () => {
      changed.end();
      orders.current = null;
    };
  }, [client, schoolId]);
  return orders;
}
