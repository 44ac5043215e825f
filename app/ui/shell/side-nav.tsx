import { NavLink, useFetcher, useLocation } from "@remix-run/react";
import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import { useTranslations } from "use-intl";
import { BrandMark } from "../brand-mark.tsx";
import { cn } from "../cn.ts";
import { IconButton } from "../icon-button.tsx";
import type { NavItem } from "./nav-item.ts";

export type SideNavProps = { items: readonly NavItem[]; school: string; narrow: boolean };

/** Navigation by what people do, at the start edge from tablets up; narrow shows icons with their names on hover. */
export function SideNav({ items, school, narrow }: SideNavProps) {
  const t = useTranslations("shell");
  return (
    <nav
      aria-label={t("mainNavigation")}
      className={cn(
        "sticky top-0 hidden h-dvh shrink-0 flex-col border-line border-e bg-canvas px-2 pb-2 md:flex md:w-sidebar-narrow",
        !narrow && "lg:w-sidebar",
      )}
    >
      <p className="flex h-topbar items-center gap-2.5 px-2 font-strong" title={school}>
        <BrandMark className="size-6 shrink-0" />
        <span className={labelStyle(narrow, "lg:line-clamp-2 lg:leading-tight")}>{school}</span>
      </p>
      <ul className="mt-2 flex flex-1 flex-col gap-0.5 overflow-y-auto">
        {items.map((item) => (
          <li key={item.id}>
            <SideLink item={item} narrow={narrow} />
            {item.children && <SubLinks items={item.children} parent={item.to} narrow={narrow} />}
          </li>
        ))}
      </ul>
      <WidthToggle narrow={narrow} />
    </nav>
  );
}

/** Hidden for the eye while narrow, always there for screen readers. */
const labelStyle = (narrow: boolean, shown: string) =>
  cn("sr-only", !narrow && `lg:not-sr-only lg:min-w-0 ${shown}`);

function SideLink({ item, narrow }: { item: NavItem; narrow: boolean }) {
  const Icon = item.icon;
  return (
    <NavLink
      to={item.to}
      prefetch="intent"
      title={narrow ? item.label : undefined}
      className={({ isActive }) =>
        cn(
          "relative flex h-9 items-center gap-2.5 rounded-control px-2.5 text-body transition-colors",
          isActive ? "bg-pressed/70 font-strong text-text" : "text-muted hover:bg-hover hover:text-text",
        )
      }
    >
      <Icon aria-hidden className="size-4.5 shrink-0" strokeWidth={1.8} />
      <span className={labelStyle(narrow, "lg:flex-1")}>{item.label}</span>
      {item.count ? (
        <span
          className={cn(
            "tabular absolute end-1 top-1 rounded-full bg-accent px-1.5 text-[0.6875rem] text-on-accent leading-4",
            !narrow && "lg:static",
          )}
        >
          {item.count}
        </span>
      ) : null}
    </NavLink>
  );
}

type SubLinksProps = { items: { label: string; to: string }[]; parent: string; narrow: boolean };

function SubLinks({ items, parent, narrow }: SubLinksProps) {
  const { pathname } = useLocation();
  if (pathname !== parent && !pathname.startsWith(`${parent}/`)) return null;
  return (
    <ul
      className={cn("ms-4.5 my-1 hidden flex-col gap-0.5 border-line border-s ps-2.5", !narrow && "lg:flex")}
    >
      {items.map((item) => (
        <li key={item.to}>
          <NavLink
            to={item.to}
            end
            prefetch="intent"
            className={({ isActive }) =>
              cn(
                "flex h-7.5 items-center rounded-control px-2.5 text-small transition-colors",
                isActive ? "bg-pressed/70 text-text" : "text-muted hover:bg-hover hover:text-text",
              )
            }
          >
            {item.label}
          </NavLink>
        </li>
      ))}
    </ul>
  );
}

/** A form, so it also works before scripts arrive; the fetcher only saves the page from reloading. */
function WidthToggle({ narrow }: { narrow: boolean }) {
  const t = useTranslations("shell");
  const { pathname, search } = useLocation();
  const fetcher = useFetcher({ key: "preferences" });
  const next = narrow ? "wide" : "narrow";
  return (
    <form
      method="post"
      action="/preferences"
      className="hidden lg:block"
      onSubmit={(event) => {
        event.preventDefault();
        fetcher.submit({ nav: next }, { method: "post", action: "/preferences" });
      }}
    >
      <input type="hidden" name="redirectTo" value={pathname + search} />
      <IconButton
        type="submit"
        name="nav"
        value={next}
        label={narrow ? t("expand") : t("collapse")}
        icon={narrow ? <PanelLeftOpen className="flip-rtl" /> : <PanelLeftClose className="flip-rtl" />}
      />
    </form>
  );
}
