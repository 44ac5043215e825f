import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { load } from "~/api.server.ts";
import { type CompareData, ComparePage } from "~/features/timetable/compare/compare-page.tsx";
import type { CrumbHandle } from "~/ui/shell/crumbs.ts";

export const handle: CrumbHandle = { crumb: (_, t) => t("replan.compareTitle") };

export async function loader({ request, context, params }: LoaderFunctionArgs): Promise<CompareData> {
  const { timetable } = context.api;
  const { searchParams } = new URL(request.url);
  const [left, right] = [searchParams.get("left"), searchParams.get("right")];
  const [timetables, comparison] = await load(
    request,
    Promise.all([
      timetable.list({ schoolId: params.schoolId ?? "" }),
      left && right ? timetable.compare({ left, right }) : null,
    ]),
  );
  return { timetables, left, right, comparison };
}

export default function Page() {
  return <ComparePage {...useLoaderData<typeof loader>()} />;
}

export { RouteProblem as ErrorBoundary } from "~/ui/problems/route-problem.tsx";
