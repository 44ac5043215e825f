import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { loadAll } from "~/features/school/load-all.server.ts";
import { TagsPage } from "~/features/school/tags/tags-page.tsx";
import { RouteProblem } from "~/ui/problems/route-problem.tsx";
import type { CrumbHandle } from "~/ui/shell/crumbs.ts";

export const handle: CrumbHandle = { crumb: (_, t) => t("school.sections.tags") };

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => ({
  rows: await loadAll(request, context.api.school.tags, params.schoolId ?? ""),
});

export default function Page() {
  return <TagsPage rows={useLoaderData<typeof loader>().rows} />;
}

export function ErrorBoundary() {
  return <RouteProblem />;
}
