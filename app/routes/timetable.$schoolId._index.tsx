import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { loadWeek } from "~/features/timetable/week/load-week.server.ts";
import { WeekPage } from "~/features/timetable/week/week-page.tsx";

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  loadWeek(request, context.api.timetable, params.schoolId ?? "");

export default function Page() {
  return <WeekPage {...useLoaderData<typeof loader>()} />;
}

export { RouteProblem as ErrorBoundary } from "~/ui/problems/route-problem.tsx";
