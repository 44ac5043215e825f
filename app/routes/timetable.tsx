import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Outlet } from "@remix-run/react";
import { HouseFrame } from "~/features/frame/house-frame.tsx";
import type { CrumbHandle } from "~/ui/shell/crumbs.ts";

export const handle: CrumbHandle = { crumb: (_, t) => t("timetable.title") };

/** The timetable is for signed-in people; which one they may see is the API's decision. */
export function loader({ request, context }: LoaderFunctionArgs) {
  if (context.viewer) return null;
  const { pathname, search } = new URL(request.url);
  throw redirect(`/sign-in?next=${encodeURIComponent(pathname + search)}`);
}

export default function Timetable() {
  return (
    <HouseFrame>
      <Outlet />
    </HouseFrame>
  );
}

export { RouteProblem as ErrorBoundary } from "~/ui/problems/route-problem.tsx";
