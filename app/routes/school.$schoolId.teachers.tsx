import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { load } from "~/api.server.ts";
import { loadAll } from "~/features/school/load-all.server.ts";
import { TeachersPage } from "~/features/school/teachers/teachers-page.tsx";
import { RouteProblem } from "~/ui/problems/route-problem.tsx";
import type { CrumbHandle } from "~/ui/shell/crumbs.ts";

export const handle: CrumbHandle = { crumb: (_, t) => t("school.sections.teachers") };

/** Teachers, and for those who edit them the accounts that can be tied to one. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const schoolId = params.schoolId ?? "";
  const edits = context.viewer?.permissions.includes("school.edit") ?? false;
  const [rows, found] = await Promise.all([
    loadAll(request, context.api.school.teachers, schoolId),
    edits ? load(request, context.api.identity.listPeople({ schoolId, role: "teacher", limit: 200 })) : null,
  ]);
  const accounts = (found?.people ?? []).map(({ id, name, email }) => ({
    id,
    label: name,
    detail: email ?? "",
  }));
  return { rows, accounts };
}

export default function Page() {
  return <TeachersPage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <RouteProblem />;
}
