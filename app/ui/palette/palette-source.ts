import type { LucideIcon } from "lucide-react";

/** Something to go to or do. */
export type PaletteItem = {
  id: string;
  label: string;
  /** What tells it apart: a role, a class, a building. */
  detail?: string;
  icon?: LucideIcon;
  /** Where it leads, or … */
  to?: string;
  /** … what it does. */
  run?: () => void;
  /** Further words it is found by. */
  keywords?: string;
};

/** A group of results. Pages and actions are given; people, rooms and classes are asked for while typing. */
export type PaletteSource = { id: string; heading: string } & (
  | { items: readonly PaletteItem[] }
  | { load: (query: string, signal: AbortSignal) => Promise<readonly PaletteItem[]> }
);
