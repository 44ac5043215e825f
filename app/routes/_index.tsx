import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { HouseFrame } from "~/features/frame/house-frame.tsx";
import { loadToday } from "~/features/today/load-today.server.ts";
import { TodayPage } from "~/features/today/today-page.tsx";
import type { CrumbHandle } from "~/ui/shell/crumbs.ts";

export const handle: CrumbHandle = { crumb: (_, t) => t("today.title") };

export const loader = ({ request, context }: LoaderFunctionArgs) => {
  if (!context.viewer) throw redirect("/sign-in");
  return loadToday(request, context.api, context.viewer);
};

export default function Page() {
  return (
    <HouseFrame>
      <TodayPage {...useLoaderData<typeof loader>()} />
    </HouseFrame>
  );
}

export { RouteProblem as ErrorBoundary } from "~/ui/problems/route-problem.tsx";
