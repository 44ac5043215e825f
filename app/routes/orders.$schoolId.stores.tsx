import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { load } from "~/api.server.ts";
import { StoresPage } from "~/features/orders/stores/stores-page.tsx";
import type { CrumbHandle } from "~/ui/shell/crumbs.ts";

export const handle: CrumbHandle = { crumb: (_, t) => t("orders.sections.stores") };

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const schoolId = params.schoolId ?? "";
  const { stores } = context.api.orders;
  const rows = await load(request, stores.list({ schoolId }));
  const healths = await load(request, Promise.all(rows.map(({ id }) => stores.health({ id }))));
  const known = new Map(healths.map((health) => [health.storeId, health]));
  return {
    schoolId,
    stores: rows.flatMap((store) => {
      const health = known.get(store.id);
      return health ? [{ store, health }] : [];
    }),
  };
}

export default function Page() {
  return <StoresPage {...useLoaderData<typeof loader>()} />;
}

export { RouteProblem as ErrorBoundary } from "~/ui/problems/route-problem.tsx";
