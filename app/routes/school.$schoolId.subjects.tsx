import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { loadAll } from "~/features/school/load-all.server.ts";
import { SubjectsPage } from "~/features/school/subjects/subjects-page.tsx";
import { RouteProblem } from "~/ui/problems/route-problem.tsx";
import type { CrumbHandle } from "~/ui/shell/crumbs.ts";

export const handle: CrumbHandle = { crumb: (_, t) => t("school.sections.subjects") };

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => ({
  rows: await loadAll(request, context.api.school.subjects, params.schoolId ?? ""),
});

export default function Page() {
  return <SubjectsPage rows={useLoaderData<typeof loader>().rows} />;
}

export function ErrorBoundary() {
  return <RouteProblem />;
}
