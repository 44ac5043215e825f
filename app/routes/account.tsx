import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { load } from "../api.server.ts";
import { HouseFrame } from "../features/frame/house-frame.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { RouteProblem } from "../ui/problems/route-problem.tsx";
import type { CrumbHandle } from "../ui/shell/crumbs.ts";
import { TabLinks } from "../ui/tabs.tsx";

export const handle: CrumbHandle = { crumb: (_, t) => t("identity.account.title") };

/** Who is not signed in goes to sign in and comes back; the tabs' loaders need not ask again. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  return load(request, context.api.identity.readProfile());
}

export default function Account() {
  const t = useTranslations("identity.account");
  return (
    <HouseFrame>
      <PageHeader title={t("title")} />
      <TabLinks
        label={t("title")}
        tabs={[
          { to: "/account", label: t("tabs.profile"), end: true },
          { to: "/account/password", label: t("tabs.password") },
          { to: "/account/sessions", label: t("tabs.sessions") },
          { to: "/account/calendar", label: t("tabs.calendar") },
        ]}
      />
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
