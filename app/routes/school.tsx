import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Outlet } from "@remix-run/react";
import { HouseFrame } from "~/features/frame/house-frame.tsx";
import { RouteProblem } from "~/ui/problems/route-problem.tsx";
import type { CrumbHandle } from "~/ui/shell/crumbs.ts";

export const handle: CrumbHandle = { crumb: (_, t) => t("shell.nav.office") };

/** Pages of the school's structure are for signed-in people; what they may see is the API's decision. */
export function loader({ request, context }: LoaderFunctionArgs) {
  if (context.viewer) return null;
  const { pathname, search } = new URL(request.url);
  throw redirect(`/sign-in?next=${encodeURIComponent(pathname + search)}`);
}

export default function School() {
  return (
    <HouseFrame>
      <Outlet />
    </HouseFrame>
  );
}

export function ErrorBoundary() {
  return <RouteProblem />;
}
