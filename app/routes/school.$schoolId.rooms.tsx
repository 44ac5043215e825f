import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { loadAll } from "~/features/school/load-all.server.ts";
import { RoomsPage } from "~/features/school/rooms/rooms-page.tsx";
import { RouteProblem } from "~/ui/problems/route-problem.tsx";
import type { CrumbHandle } from "~/ui/shell/crumbs.ts";

export const handle: CrumbHandle = { crumb: (_, t) => t("school.sections.rooms") };

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const schoolId = params.schoolId ?? "";
  const [rooms, buildings] = await Promise.all([
    loadAll(request, context.api.school.rooms, schoolId),
    loadAll(request, context.api.school.buildings, schoolId),
  ]);
  return { rooms, buildings };
}

export default function Page() {
  return <RoomsPage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <RouteProblem />;
}
