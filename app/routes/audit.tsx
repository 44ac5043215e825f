import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { load } from "~/api.server.ts";
import { auditFilter } from "~/features/audit/audit-filter.ts";
import { AuditPage } from "~/features/audit/audit-page.tsx";
import { HouseFrame } from "~/features/frame/house-frame.tsx";
import { RouteProblem } from "~/ui/problems/route-problem.tsx";
import type { CrumbHandle } from "~/ui/shell/crumbs.ts";

export const handle: CrumbHandle = { crumb: (_, t) => t("audit.title") };

export const loader = ({ request, context }: LoaderFunctionArgs) =>
  load(
    request,
    context.api.audit.list({ ...auditFilter(new URL(request.url)), timeZone: context.timeZone ?? "UTC" }),
  );

export default function Audit() {
  return (
    <HouseFrame>
      <AuditPage {...useLoaderData<typeof loader>()} />
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
