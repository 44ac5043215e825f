import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Outlet } from "@remix-run/react";
import { QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import { HouseFrame } from "~/features/frame/house-frame.tsx";
import { pageQueries } from "~/lib/query/page-queries.ts";
import type { CrumbHandle } from "~/ui/shell/crumbs.ts";

export const handle: CrumbHandle = { crumb: (_, t) => t("orders.title") };

/** Orders are for signed-in people; which ones they may see is the API's decision. */
export function loader({ request, context }: LoaderFunctionArgs) {
  if (context.viewer) return null;
  const { pathname, search } = new URL(request.url);
  throw redirect(`/sign-in?next=${encodeURIComponent(pathname + search)}`);
}

export default function Orders() {
  const [client] = useState(pageQueries);
  return (
    <QueryClientProvider client={client}>
      <HouseFrame>
        <Outlet />
      </HouseFrame>
    </QueryClientProvider>
  );
}

export { RouteProblem as ErrorBoundary } from "~/ui/problems/route-problem.tsx";
