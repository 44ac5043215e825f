import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData } from "@remix-run/react";
import { load } from "~/api.server.ts";
import { TimetableTabs } from "~/features/timetable/timetable-tabs.tsx";
import type { CrumbHandle } from "~/ui/shell/crumbs.ts";

type SchoolName = { schoolId: string; name: string; schools: { id: string; name: string }[] };

export const handle: CrumbHandle<SchoolName | undefined> = { crumb: (data) => data?.name ?? null };

export async function loader({ request, context, params }: LoaderFunctionArgs): Promise<SchoolName> {
  const schoolId = params.schoolId ?? "";
  const { schools } = await load(request, context.api.timetable.mine());
  const school = schools.find(({ id }) => id === schoolId);
  if (!school) throw new Response(null, { status: 404 });
  return { schoolId, name: school.name, schools: schools.map(({ id, name }) => ({ id, name })) };
}

export default function SchoolTimetable() {
  const { schoolId, schools } = useLoaderData<typeof loader>();
  return (
    <>
      <TimetableTabs schoolId={schoolId} schools={schools} />
      <Outlet />
    </>
  );
}

export { RouteProblem as ErrorBoundary } from "~/ui/problems/route-problem.tsx";
