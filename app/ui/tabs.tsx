import { NavLink, useLocation } from "@remix-run/react";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { cn } from "./cn.ts";
import { useDirection } from "./use-direction.ts";

const tabStyle =
  "-mb-px inline-flex h-9 shrink-0 items-center gap-1.5 whitespace-nowrap border-b-2 px-1 text-body transition-colors focus-visible:-outline-offset-2";
const listStyle = "flex gap-5 overflow-x-auto border-line border-b [scrollbar-width:none]";
const tabState = (active: boolean) =>
  active ? "border-accent font-strong text-text" : "border-transparent text-muted hover:text-text";

export type TabsProps = {
  label: string;
  tabs: readonly { value: string; label: ReactNode; count?: number; content: ReactNode }[];
  defaultValue?: string;
  value?: string;
  onValueChange?: (value: string) => void;
};

/** Views of one thing that are all loaded: arrows move between them. Views with their own address use TabLinks. */
export function Tabs({ label, tabs, defaultValue, value, onValueChange }: TabsProps) {
  const id = useId();
  const dir = useDirection();
  const [own, setOwn] = useState(defaultValue ?? tabs[0]?.value);
  const current = value ?? own;
  const show = (next: string) => {
    setOwn(next);
    onValueChange?.(next);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowRight: dir === "rtl" ? -1 : 1, ArrowLeft: dir === "rtl" ? 1 : -1 }[event.key];
    const at = tabs.findIndex((tab) => tab.value === current);
    const target =
      event.key === "Home"
        ? tabs[0]
        : event.key === "End"
          ? tabs.at(-1)
          : step && tabs.at((at + step) % tabs.length);
    if (!target) return;
    event.preventDefault();
    show(target.value);
    document.getElementById(`${id}-tab-${target.value}`)?.focus();
  };
  return (
    <div>
      <div role="tablist" aria-label={label} className={listStyle}>
        {tabs.map((tab) => (
          <button
            key={tab.value}
            id={`${id}-tab-${tab.value}`}
            type="button"
            role="tab"
            aria-selected={tab.value === current}
            aria-controls={`${id}-panel-${tab.value}`}
            tabIndex={tab.value === current ? 0 : -1}
            onClick={() => show(tab.value)}
            onKeyDown={onKeyDown}
            className={cn(tabStyle, tabState(tab.value === current))}
          >
            {tab.label}
            {tab.count !== undefined && <Count count={tab.count} />}
          </button>
        ))}
      </div>
      {tabs.map((tab) => (
        <div
          key={tab.value}
          id={`${id}-panel-${tab.value}`}
          role="tabpanel"
          aria-labelledby={`${id}-tab-${tab.value}`}
          hidden={tab.value !== current}
          className="pt-4"
        >
          {tab.value === current && tab.content}
        </div>
      ))}
    </div>
  );
}

export type TabLinksProps = {
  label: string;
  tabs: readonly { to: string; label: ReactNode; count?: number; end?: boolean }[];
};

/** Tabs that are pages: links, so they work without scripts and can be shared. */
export function TabLinks({ label, tabs }: TabLinksProps) {
  const list = useCurrentInSight();
  return (
    <nav ref={list} aria-label={label} className={cn(listStyle, "no-print mb-5")}>
      {tabs.map((tab) => (
        <NavLink
          key={tab.to}
          to={tab.to}
          end={tab.end}
          prefetch="intent"
          className={({ isActive }) => cn(tabStyle, tabState(isActive))}
        >
          {tab.label}
          {tab.count !== undefined && <Count count={tab.count} />}
        </NavLink>
      ))}
    </nav>
  );
}

/** On a narrow screen the tabs scroll: brings the one of this page to the middle, without moving the page. */
function useCurrentInSight() {
  const list = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another address makes another tab the current one
  useEffect(() => {
    const nav = list.current;
    const current = nav?.querySelector("[aria-current=page]");
    if (!nav || !current || nav.scrollWidth <= nav.clientWidth) return;
    const [whole, part] = [nav.getBoundingClientRect(), current.getBoundingClientRect()];
    nav.scrollLeft += part.left + part.width / 2 - (whole.left + whole.width / 2);
  }, [pathname]);
  return list;
}

function Count({ count }: { count: number }) {
  return (
    <span className="tabular rounded-full bg-sunken px-1.5 text-caption text-muted ring-1 ring-line ring-inset">
      {count}
    </span>
  );
}
