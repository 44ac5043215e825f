import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { load } from "~/api.server.ts";
import { FailuresPage } from "~/features/orders/failures/failures-page.tsx";
import type { CrumbHandle } from "~/ui/shell/crumbs.ts";

export const handle: CrumbHandle = { crumb: (_, t) => t("orders.sections.failures") };

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const schoolId = params.schoolId ?? "";
  const cursor = new URL(request.url).searchParams.get("cursor");
  const input = { schoolId, limit: 100, ...(cursor && { cursor }) };
  return { schoolId, failures: await load(request, context.api.orders.deadLetters.list(input)) };
}

export default function Page() {
  return <FailuresPage {...useLoaderData<typeof loader>()} />;
}

export { RouteProblem as ErrorBoundary } from "~/ui/problems/route-problem.tsx";
