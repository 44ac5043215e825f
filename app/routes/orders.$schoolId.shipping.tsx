import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { load } from "~/api.server.ts";
import { ShippingPage } from "~/features/orders/shipping/shipping-page.tsx";
import type { CrumbHandle } from "~/ui/shell/crumbs.ts";

export const handle: CrumbHandle = { crumb: (_, t) => t("orders.sections.shipping") };

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const schoolId = params.schoolId ?? "";
  return { saved: await load(request, context.api.orders.shippingRules.get({ schoolId })) };
}

export default function Page() {
  const { saved } = useLoaderData<typeof loader>();
  return <ShippingPage key={saved.schoolId} saved={saved} />;
}

export { RouteProblem as ErrorBoundary } from "~/ui/problems/route-problem.tsx";
