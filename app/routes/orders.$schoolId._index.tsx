import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { loadOrders } from "~/features/orders/list/load-orders.server.ts";
import { OrdersPage } from "~/features/orders/list/orders-page.tsx";
import { samePage } from "~/features/orders/same-page.ts";

export const shouldRevalidate = samePage;

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  loadOrders(request, context, params.schoolId ?? "");

export default function Page() {
  const data = useLoaderData<typeof loader>();
  return <OrdersPage key={data.schoolId} {...data} />;
}

export { RouteProblem as ErrorBoundary } from "~/ui/problems/route-problem.tsx";
