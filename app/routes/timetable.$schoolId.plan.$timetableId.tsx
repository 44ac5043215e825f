import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { loadPlan } from "~/features/timetable/plan/load-plan.server.ts";
import { type PlanData, PlanPage } from "~/features/timetable/plan/plan-page.tsx";
import type { CrumbHandle } from "~/ui/shell/crumbs.ts";

export const handle: CrumbHandle<PlanData | undefined> = { crumb: (data) => data?.timetable.name ?? null };

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  loadPlan(request, context.api, params.schoolId ?? "", params.timetableId ?? "");

export default function Page() {
  const data = useLoaderData<typeof loader>();
  return <PlanPage key={data.timetable.id} {...data} />;
}

export { RouteProblem as ErrorBoundary } from "~/ui/problems/route-problem.tsx";
