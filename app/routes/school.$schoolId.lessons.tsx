import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { load } from "~/api.server.ts";
import { lessonQuery } from "~/features/school/lessons/lesson-query.ts";
import { LessonsPage } from "~/features/school/lessons/lessons-page.tsx";
import { RouteProblem } from "~/ui/problems/route-problem.tsx";
import type { CrumbHandle } from "~/ui/shell/crumbs.ts";

export const handle: CrumbHandle = { crumb: (_, t) => t("school.sections.lessons") };

/** One page of lessons as the address asks for it; the page puts further ones below. */
export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  load(
    request,
    context.api.school.lessons.list({
      schoolId: params.schoolId ?? "",
      ...lessonQuery(new URL(request.url).searchParams),
    }),
  );

export default function Page() {
  return <LessonsPage page={useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <RouteProblem />;
}
