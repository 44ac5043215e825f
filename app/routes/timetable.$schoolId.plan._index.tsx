import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { load } from "~/api.server.ts";
import { PlansPage } from "~/features/timetable/plan/plans-page.tsx";
import type { CrumbHandle } from "~/ui/shell/crumbs.ts";

export const handle: CrumbHandle = { crumb: (_, t) => t("timetable.sections.plan") };

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const schoolId = params.schoolId ?? "";
  const { timetable } = context.api;
  const [timetables, hasLessons] = await load(
    request,
    Promise.all([timetable.list({ schoolId }), timetable.hasLessons({ schoolId })]),
  );
  return { schoolId, timetables, hasLessons };
}

export default function Page() {
  return <PlansPage {...useLoaderData<typeof loader>()} />;
}

export { RouteProblem as ErrorBoundary } from "~/ui/problems/route-problem.tsx";
