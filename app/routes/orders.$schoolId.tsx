import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData } from "@remix-run/react";
import { load } from "~/api.server.ts";
import { OrderTabs } from "~/features/orders/order-tabs.tsx";
import { samePage } from "~/features/orders/same-page.ts";
import type { CrumbHandle } from "~/ui/shell/crumbs.ts";

export const handle: CrumbHandle<{ name: string } | undefined> = { crumb: (data) => data?.name ?? null };
export const shouldRevalidate = samePage;

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const schoolId = params.schoolId ?? "";
  const schools = (context.viewer?.schools ?? []).map(({ id, name }) => ({ id, name }));
  const school = schools.find(({ id }) => id === schoolId);
  if (!school) throw new Response(null, { status: 404 });
  const overview = await load(request, context.api.orders.overview({ schoolId }));
  return { schoolId, name: school.name, schools, overview };
}

export default function SchoolOrders() {
  const data = useLoaderData<typeof loader>();
  return (
    <>
      <OrderTabs {...data} />
      <Outlet />
    </>
  );
}

export { RouteProblem as ErrorBoundary } from "~/ui/problems/route-problem.tsx";
