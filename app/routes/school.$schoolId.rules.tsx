import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { loadRules } from "~/features/school/rules/load-rules.server.ts";
import { RulesPage } from "~/features/school/rules/rules-page.tsx";
import { RouteProblem } from "~/ui/problems/route-problem.tsx";
import type { CrumbHandle } from "~/ui/shell/crumbs.ts";

export const handle: CrumbHandle = { crumb: (_, t) => t("school.sections.rules") };

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  loadRules(request, context.api.school, params.schoolId ?? "");

export default function Page() {
  return <RulesPage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <RouteProblem />;
}
