import { NavLink } from "@remix-run/react";
import { Tabs as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn.ts";
import { useDirection } from "./use-direction.ts";

const tabStyle =
  "-mb-px inline-flex h-9 shrink-0 items-center gap-1.5 whitespace-nowrap border-transparent border-b-2 px-1 text-body text-muted transition-colors hover:text-text data-[state=active]:border-accent data-[state=active]:font-strong data-[state=active]:text-text";
const listStyle = "flex gap-5 overflow-x-auto border-line border-b";

export type TabsProps = {
  label: string;
  tabs: readonly { value: string; label: ReactNode; count?: number; content: ReactNode }[];
  defaultValue?: string;
  value?: string;
  onValueChange?: (value: string) => void;
};

/** Views of one thing that are all loaded. Views with their own address use TabLinks. */
export function Tabs({ label, tabs, defaultValue, value, onValueChange }: TabsProps) {
  const dir = useDirection();
  return (
    <Primitive.Root
      dir={dir}
      defaultValue={defaultValue ?? tabs[0]?.value}
      value={value}
      onValueChange={onValueChange}
    >
      <Primitive.List aria-label={label} className={listStyle}>
        {tabs.map((tab) => (
          <Primitive.Trigger key={tab.value} value={tab.value} className={tabStyle}>
            {tab.label}
            {tab.count !== undefined && <Count count={tab.count} />}
          </Primitive.Trigger>
        ))}
      </Primitive.List>
      {tabs.map((tab) => (
        <Primitive.Content key={tab.value} value={tab.value} className="pt-4">
          {tab.content}
        </Primitive.Content>
      ))}
    </Primitive.Root>
  );
}

export type TabLinksProps = {
  label: string;
  tabs: readonly { to: string; label: ReactNode; count?: number; end?: boolean }[];
};

/** Tabs that are pages: links, so they work without scripts and can be shared. */
export function TabLinks({ label, tabs }: TabLinksProps) {
  return (
    <nav aria-label={label} className={cn(listStyle, "no-print mb-5")}>
      {tabs.map((tab) => (
        <NavLink
          key={tab.to}
          to={tab.to}
          end={tab.end}
          prefetch="intent"
          className={({ isActive }) => cn(tabStyle, isActive && "border-accent! font-strong text-text")}
        >
          {tab.label}
          {tab.count !== undefined && <Count count={tab.count} />}
        </NavLink>
      ))}
    </nav>
  );
}

function Count({ count }: { count: number }) {
  return (
    <span className="tabular rounded-full bg-sunken px-1.5 text-caption text-muted ring-1 ring-line ring-inset">
      {count}
    </span>
  );
}
