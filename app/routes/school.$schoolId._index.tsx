import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { load } from "~/api.server.ts";
import { OverviewPage } from "~/features/school/overview/overview-page.tsx";
import { RouteProblem } from "~/ui/problems/route-problem.tsx";

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  load(request, context.api.school.overview({ schoolId: params.schoolId ?? "" }));

export default function Overview() {
  return <OverviewPage overview={useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <RouteProblem />;
}
