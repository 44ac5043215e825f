import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { loadAll } from "~/features/school/load-all.server.ts";
import { ClassesPage } from "~/features/school/sets/classes-page.tsx";
import { RouteProblem } from "~/ui/problems/route-problem.tsx";
import type { CrumbHandle } from "~/ui/shell/crumbs.ts";

export const handle: CrumbHandle = { crumb: (_, t) => t("school.sections.classes") };

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => ({
  rows: await loadAll(request, context.api.school.sets, params.schoolId ?? "", "position"),
});

export default function Page() {
  return <ClassesPage rows={useLoaderData<typeof loader>().rows} />;
}

export function ErrorBoundary() {
  return <RouteProblem />;
}
