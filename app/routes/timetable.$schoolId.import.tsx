import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { load } from "~/api.server.ts";
import { importFile } from "~/features/timetable/import/import-file.server.ts";
import { ImportPage } from "~/features/timetable/import/import-page.tsx";
import type { CrumbHandle } from "~/ui/shell/crumbs.ts";

export const handle: CrumbHandle = { crumb: (_, t) => t("timetable.sections.import") };

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const schoolId = params.schoolId ?? "";
  const imports = await load(request, context.api.timetable.listImports({ schoolId }));
  return { schoolId, imports };
}

export const action = ({ request, context, params }: ActionFunctionArgs) =>
  importFile(request, context.api.timetable, params.schoolId ?? "");

export default function Page() {
  return <ImportPage {...useLoaderData<typeof loader>()} />;
}

export { RouteProblem as ErrorBoundary } from "~/ui/problems/route-problem.tsx";
