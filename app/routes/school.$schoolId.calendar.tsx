import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CalendarPage } from "~/features/school/calendar/calendar-page.tsx";
import { loadAll } from "~/features/school/load-all.server.ts";
import { RouteProblem } from "~/ui/problems/route-problem.tsx";
import type { CrumbHandle } from "~/ui/shell/crumbs.ts";

export const handle: CrumbHandle = { crumb: (_, t) => t("school.sections.calendar") };

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const schoolId = params.schoolId ?? "";
  const [years, terms] = await Promise.all([
    loadAll(request, context.api.school.years, schoolId),
    loadAll(request, context.api.school.terms, schoolId),
  ]);
  return { years, terms };
}

export default function Page() {
  return <CalendarPage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <RouteProblem />;
}
