import { NavLink } from "@remix-run/react";
import { Ellipsis } from "lucide-react";
import { useTranslations } from "use-intl";
import { cn } from "../cn.ts";
import { closePopover, popover, popoverTarget } from "../native-popover.ts";
import type { NavItem } from "./nav-item.ts";

const cellStyle = "flex h-bottombar flex-col items-center justify-center gap-0.5 text-[0.6875rem] leading-4";
const iconStyle = "size-5.5";

/** Five places for the thumb; where there are more, the fifth opens the rest. Phones only. */
export function BottomNav({ items }: { items: readonly NavItem[] }) {
  const t = useTranslations("shell");
  const more = items.length > 5;
  const shown = more ? items.slice(0, 4) : items;
  return (
    <nav
      aria-label={t("mainNavigation")}
      className="fixed inset-x-0 bottom-0 z-30 border-line border-t bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      <ul className="grid auto-cols-fr grid-flow-col">
        {shown.map((item) => (
          <li key={item.id}>
            <NavLink
              to={item.to}
              className={({ isActive }) =>
                cn(cellStyle, isActive ? "font-strong text-accent-text" : "text-muted")
              }
            >
              <item.icon aria-hidden className={iconStyle} strokeWidth={1.8} />
              {item.label}
            </NavLink>
          </li>
        ))}
        {more && (
          <li>
            <button
              type="button"
              className={cn(cellStyle, "w-full text-muted")}
              {...popoverTarget("more-places")}
            >
              <Ellipsis aria-hidden className={iconStyle} />
              {t("nav.more")}
            </button>
          </li>
        )}
      </ul>
      {more && <MorePlaces items={items.slice(4)} />}
    </nav>
  );
}

function MorePlaces({ items }: { items: readonly NavItem[] }) {
  return (
    <div
      id="more-places"
      {...popover}
      className="inset-x-0 top-auto bottom-0 w-full rounded-t-card bg-raised p-2 pb-[calc(env(safe-area-inset-bottom)+0.5rem)] text-text shadow-float backdrop:bg-scrim open:animate-sheet-block"
    >
      <ul className="flex flex-col">
        {items.map((item) => (
          <li key={item.id}>
            <NavLink
              to={item.to}
              onClick={() => closePopover("more-places")}
              className="flex h-12 items-center gap-3 rounded-control px-3 text-body hover:bg-hover-raised"
            >
              <item.icon aria-hidden className="size-5 text-muted" strokeWidth={1.8} />
              {item.label}
            </NavLink>
          </li>
        ))}
      </ul>
    </div>
  );
}
