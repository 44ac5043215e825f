import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { load } from "~/api.server.ts";
import { CoursesPage } from "~/features/orders/courses/courses-page.tsx";
import type { CrumbHandle } from "~/ui/shell/crumbs.ts";

export const handle: CrumbHandle = { crumb: (_, t) => t("orders.sections.courses") };

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const schoolId = params.schoolId ?? "";
  const { api } = context;
  const cursor = new URL(request.url).searchParams.get("cursor");
  const [queue, { courses }] = await load(
    request,
    Promise.all([
      api.orders.courseQueue.list({ schoolId, limit: 100, ...(cursor && { cursor }) }),
      api.courses.list({ schoolId, limit: 200 }),
    ]),
  );
  return { schoolId, queue, courses };
}

export default function Page() {
  return <CoursesPage {...useLoaderData<typeof loader>()} />;
}

export { RouteProblem as ErrorBoundary } from "~/ui/problems/route-problem.tsx";
