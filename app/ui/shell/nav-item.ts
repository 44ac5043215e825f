import type { LucideIcon } from "lucide-react";

/** One place in the navigation. Pass only what exists and what the viewer may open. */
export type NavItem = {
  id: string;
  label: string;
  to: string;
  icon: LucideIcon;
  /** Unread or waiting things. */
  count?: number;
  /** Places inside it, shown while it is open. */
  children?: { label: string; to: string }[];
};

/** A step of the way to the current page; the last one is the page itself. */
export type Crumb = { label: string; to: string };
