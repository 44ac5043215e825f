import type { AppLoadContext } from "@remix-run/node";
import { load } from "~/api.server.ts";
import type { OrdersOutput } from "../api.ts";
import { readAddress, readDays } from "./list-address.ts";
import { pageSize } from "./order-cache.ts";
import { readColumns } from "./use-columns.ts";
import { wishOf } from "./use-list-address.ts";
import type { FirstPage } from "./use-orders.ts";

export type StoreName = { id: string; name: string };
export type OrdersPageData = {
  schoolId: string;
  first: FirstPage;
  /** Comes after the list: the table need not wait for it. */
  figures: Promise<OrdersOutput["figures"]>;
  views: OrdersOutput["views"]["list"];
  stores: StoreName[];
  columns: string[];
};

/** What the page shows first; from then on it reads by itself. */
export async function loadOrders(
  request: Request,
  { api, timeZone = "UTC" }: Pick<AppLoadContext, "api" | "timeZone">,
  schoolId: string,
): Promise<OrdersPageData> {
  const { searchParams } = new URL(request.url);
  const wish = wishOf(readAddress(searchParams), timeZone);
  const figures = api.orders.figures({ schoolId, days: readDays(searchParams) });
  figures.catch(() => undefined); // shown where the figures stand, once the page is there
  const [page, views, stores] = await load(
    request,
    Promise.all([
      api.orders.list({ ...wish.filter, sort: wish.sort, schoolId, limit: pageSize }),
      api.orders.views.list({ schoolId }),
      api.orders.stores.list({ schoolId }),
    ]),
  );
  return {
    schoolId,
    first: { wish, page },
    figures,
    views,
    stores: stores.map(({ id, name }) => ({ id, name })),
    columns: readColumns(request.headers.get("cookie")),
  };
}
