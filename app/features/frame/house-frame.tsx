import { type ReactNode, useMemo } from "react";
import { useTranslations } from "use-intl";
import { useLiveState } from "../../lib/live/use-live.ts";
import type { Viewer } from "../../load-context.ts";
import { useRootData } from "../../root-data.ts";
import { useCommandPalette } from "../../ui/palette/use-command-palette.tsx";
import { AppShell } from "../../ui/shell/app-shell.tsx";
import { useCrumbs } from "../../ui/shell/crumbs.ts";
import type { NavItem } from "../../ui/shell/nav-item.ts";
import { outlineOf } from "./outline-of.ts";
import { usePaletteSources } from "./palette-sources.ts";
import { placesFor } from "./places.ts";

/**
 * The shell with this house's places and this viewer's account. Each domain's layout route renders it once around its
 * Outlet; a viewer who is not signed in has been sent to sign in by the loader before.
 */
export function HouseFrame({ children }: { children: ReactNode }) {
  const t = useTranslations("shell");
  const crumbs = useCrumbs();
  const live = useLiveState();
  const { viewer, mailboxOpen } = useRootData();
  const items = useMemo(() => (viewer ? placesOf(viewer, mailboxOpen, t) : []), [viewer, mailboxOpen, t]);
  const palette = useCommandPalette(usePaletteSources(viewer, items));
  if (!viewer) return children;
  return (
    <AppShell
      items={items}
      crumbs={crumbs}
      account={{
        name: viewer.name,
        email: viewer.email,
        links: [{ label: t("nav.account"), to: "/account" }],
      }}
      connection={live === "idle" ? undefined : live}
      onSearch={palette.open}
      outlineOf={outlineOf}
    >
      {children}
      {palette.element}
    </AppShell>
  );
}

const placesOf = (
  viewer: Viewer,
  mailboxOpen: boolean,
  t: ReturnType<typeof useTranslations<"shell">>,
): NavItem[] =>
  placesFor(viewer, mailboxOpen).map(({ id, label, to, icon }) => ({
    id,
    label: t(label),
    to: to(viewer),
    icon,
  }));
