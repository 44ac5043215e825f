import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { loadReplan, startReplan } from "~/features/timetable/replan/replan.server.ts";
import { ReplanPage } from "~/features/timetable/replan/replan-page.tsx";
import type { CrumbHandle } from "~/ui/shell/crumbs.ts";

export const handle: CrumbHandle = { crumb: (_, t) => t("replan.title") };

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  loadReplan(request, context.api, params.schoolId ?? "");

export const action = ({ request, context, params }: ActionFunctionArgs) =>
  startReplan(request, context.api, params.schoolId ?? "");

export default function Page() {
  return <ReplanPage {...useLoaderData<typeof loader>()} />;
}

export { RouteProblem as ErrorBoundary } from "~/ui/problems/route-problem.tsx";
