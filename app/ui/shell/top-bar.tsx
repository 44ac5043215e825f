import { Link } from "@remix-run/react";
import { ChevronRight, Search } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { BrandMark } from "../brand-mark.tsx";
import { ConnectionBadge, type ConnectionState } from "../connection-badge.tsx";
import { IconButton } from "../icon-button.tsx";
import type { Crumb } from "./nav-item.ts";

export type TopBarProps = {
  crumbs: readonly Crumb[];
  /** Opens the command palette; without it there is no search. */
  onSearch?: () => void;
  connection?: ConnectionState;
  inbox?: ReactNode;
  account: ReactNode;
};

/** Where I am, search, connection, inbox, me. */
export function TopBar({ crumbs, onSearch, connection, inbox, account }: TopBarProps) {
  const t = useTranslations("shell");
  const shortcut = useShortcut();
  return (
    <header className="no-print sticky top-0 z-20 flex h-topbar items-center gap-2 border-line border-b bg-surface px-4 md:px-6">
      <BrandMark className="size-6 shrink-0 md:hidden" />
      <Breadcrumb crumbs={crumbs} />
      <div className="flex shrink-0 items-center gap-1.5">
        {connection && <ConnectionBadge state={connection} />}
        {onSearch && (
          <>
            <button
              type="button"
              onClick={onSearch}
              aria-keyshortcuts="Control+K Meta+K"
              className="hidden h-control w-60 items-center gap-2 rounded-control border border-line-strong bg-surface px-2.5 text-muted text-small shadow-control hover:bg-hover lg:flex"
            >
              <Search aria-hidden className="size-4" />
              <span className="flex-1 text-start">{t("search")}</span>
              <kbd dir="ltr" className="rounded-small border border-line px-1 font-sans text-caption">
                {shortcut}
              </kbd>
            </button>
            <IconButton className="lg:hidden" label={t("searchShort")} icon={<Search />} onClick={onSearch} />
          </>
        )}
        {inbox}
        {account}
      </div>
    </header>
  );
}

/** How the palette's shortcut is written on this machine's keys. */
function useShortcut(): string {
  const [mac, setMac] = useState(false);
  useEffect(() => setMac(/Mac|iPhone|iPad/.test(navigator.userAgent)), []);
  return mac ? "⌘K" : "Ctrl K";
}

function Breadcrumb({ crumbs }: { crumbs: readonly Crumb[] }) {
  const t = useTranslations("shell");
  return (
    <nav aria-label={t("breadcrumb")} className="min-w-0 flex-1">
      <ol className="flex items-center gap-1.5 text-small">
        {crumbs.map((crumb, index) => {
          const last = index === crumbs.length - 1;
          return (
            <li
              key={crumb.to}
              className={last ? "min-w-0 truncate" : "hidden shrink-0 items-center gap-1.5 sm:flex"}
            >
              {last ? (
                <span aria-current="page" className="font-strong">
                  {crumb.label}
                </span>
              ) : (
                <>
                  <Link to={crumb.to} prefetch="intent" className="rounded-small text-muted hover:text-text">
                    {crumb.label}
                  </Link>
                  <ChevronRight aria-hidden className="flip-rtl size-3.5 text-subtle" />
                </>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
