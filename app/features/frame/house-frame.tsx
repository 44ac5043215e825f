import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { useRootData } from "../../root-data.ts";
import type { ConnectionState } from "../../ui/connection-badge.tsx";
import { AppShell } from "../../ui/shell/app-shell.tsx";
import { useCrumbs } from "../../ui/shell/crumbs.ts";
import { placesFor } from "./places.ts";

export type HouseFrameProps = {
  connection?: ConnectionState;
  children: ReactNode;
};

/**
 * The shell with this house's places and this viewer's account. Each domain's layout route renders it once around its
 * Outlet; a viewer who is not signed in has been sent to sign in by the loader before.
 */
export function HouseFrame({ connection, children }: HouseFrameProps) {
  const t = useTranslations("shell");
  const crumbs = useCrumbs();
  const { viewer, mailboxOpen } = useRootData();
  if (!viewer) return children;
  return (
    <AppShell
      items={placesFor(viewer, mailboxOpen).map(({ id, label, to, icon }) => ({
        id,
        label: t(label),
        to: to(viewer),
        icon,
      }))}
      crumbs={crumbs}
      account={{
        name: viewer.name,
        email: viewer.email,
        links: [{ label: t("nav.account"), to: "/account" }],
      }}
      connection={connection}
    >
      {children}
    </AppShell>
  );
}
