import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { carryOutWhy, loadWhy, type WhyData } from "~/features/timetable/why-not/why.server.ts";
import { WhyPage } from "~/features/timetable/why-not/why-page.tsx";
import type { CrumbHandle } from "~/ui/shell/crumbs.ts";

export const handle: CrumbHandle<WhyData | undefined> = { crumb: (_, t) => t("whyNot.title") };

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  loadWhy(request, context.api, params.schoolId ?? "", params.timetableId ?? "");

export const action = ({ request, context, params }: ActionFunctionArgs) =>
  carryOutWhy(request, context.api, params.schoolId ?? "");

export default function Page() {
  return <WhyPage {...useLoaderData<typeof loader>()} />;
}

export { RouteProblem as ErrorBoundary } from "~/ui/problems/route-problem.tsx";
