import { type ReactNode, useRef } from "react";
import { useTranslations } from "use-intl";
import { useRootData } from "../../root-data.ts";
import type { ConnectionState } from "../connection-badge.tsx";
import { AccountMenu, type AccountMenuProps } from "./account-menu.tsx";
import { BottomNav } from "./bottom-nav.tsx";
import { ComingPage, type Outline } from "./coming-page.tsx";
import type { Crumb, NavItem } from "./nav-item.ts";
import { NavigationProgress } from "./navigation-progress.tsx";
import { SideNav } from "./side-nav.tsx";
import { TopBar } from "./top-bar.tsx";
import { useFocusOnNavigation } from "./use-focus-on-navigation.ts";
import { useNarrowNavigation } from "./use-narrow-navigation.ts";

export type AppShellProps = {
  /** Only what exists and the viewer may open. */
  items: readonly NavItem[];
  crumbs: readonly Crumb[];
  account: AccountMenuProps;
  onSearch?: () => void;
  connection?: ConnectionState;
  inbox?: ReactNode;
  /** What the page at an address looks like from afar, shown while it is on its way. */
  outlineOf: (pathname: string) => Outline;
  children: ReactNode;
};

/** The frame of every page behind sign-in. A domain's layout route renders it once around its Outlet. */
export function AppShell(props: AppShellProps) {
  const { items, crumbs, account, onSearch, connection, inbox, outlineOf, children } = props;
  const t = useTranslations("shell");
  const { tenant } = useRootData();
  const narrow = useNarrowNavigation();
  const main = useRef<HTMLElement>(null);
  useFocusOnNavigation(main);
  return (
    <div className="flex min-h-dvh">
      <a
        href="#content"
        className="-translate-y-20 fixed start-3 top-2 z-50 rounded-control bg-accent px-3 py-2 text-on-accent shadow-float focus:translate-y-0"
      >
        {t("skip")}
      </a>
      <NavigationProgress />
      <SideNav items={items} school={tenant?.name ?? ""} narrow={narrow} />
      <div className="flex min-w-0 flex-1 flex-col bg-surface">
        <TopBar
          crumbs={crumbs}
          onSearch={onSearch}
          connection={connection}
          inbox={inbox}
          account={<AccountMenu {...account} />}
        />
        <main
          id="content"
          ref={main}
          tabIndex={-1}
          className="relative flex-1 px-4 pt-5 pb-[calc(var(--bottombar)+env(safe-area-inset-bottom)+1.5rem)] max-md:has-[[data-primary]]:pb-[calc(var(--bottombar)+env(safe-area-inset-bottom)+4.75rem)] md:px-6 md:pt-6"
        >
          {children}
          <ComingPage outlineOf={outlineOf} />
        </main>
      </div>
      <BottomNav items={items} />
    </div>
  );
}
