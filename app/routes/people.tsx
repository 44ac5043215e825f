import { Outlet } from "@remix-run/react";
import { HouseFrame } from "../features/frame/house-frame.tsx";
import { RouteProblem } from "../ui/problems/route-problem.tsx";
import type { CrumbHandle } from "../ui/shell/crumbs.ts";

export const handle: CrumbHandle = { crumb: (_, t) => t("identity.people.title") };

export default function People() {
  return (
    <HouseFrame>
      <Outlet />
    </HouseFrame>
  );
}

export function ErrorBoundary() {
  return (
    <HouseFrame>
      <RouteProblem />
    </HouseFrame>
  );
}
