import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { load } from "~/api.server.ts";
import { SettingsPage } from "~/features/school/settings/settings-page.tsx";
import type { CrumbHandle } from "~/ui/shell/crumbs.ts";

export const handle: CrumbHandle = { crumb: (_, t) => t("school.sections.settings") };

export const loader = ({ request, context }: LoaderFunctionArgs) =>
  load(request, context.api.school.schools.mayFound());

export default function Settings() {
  return <SettingsPage mayFound={useLoaderData<typeof loader>()} />;
}

export { RouteProblem as ErrorBoundary } from "~/ui/problems/route-problem.tsx";
