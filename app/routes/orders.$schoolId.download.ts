import type { LoaderFunctionArgs } from "@remix-run/node";
import { load } from "~/api.server.ts";
import { ordersFile } from "~/features/orders/list/orders-file.server.ts";

/** The orders that fit the address as CSV, sent while they are read. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const body = await load(request, ordersFile(request, context, params.schoolId ?? ""));
  return new Response(body, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="orders-${new Date().toISOString().slice(0, 10)}.csv"`,
      "Cache-Control": "private, no-store",
    },
  });
}
