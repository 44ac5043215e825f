import { useEffect, useState } from "react";
import { withRecent } from "./picker-options.ts";

const storageKey = (list: string) => `recent:${list}`;

/** Ids chosen lately from a list, kept in this browser. Empty until the page has scripts, so markup stays equal. */
export function useRecent(list: string | undefined): {
  recent: readonly string[];
  remember: (id: string) => void;
} {
  const [recent, setRecent] = useState<readonly string[]>([]);
  useEffect(() => {
    if (!list) return;
    try {
      const stored: unknown = JSON.parse(localStorage.getItem(storageKey(list)) ?? "[]");
      if (Array.isArray(stored)) setRecent(stored.filter((id): id is string => typeof id === "string"));
    } catch {
      // A browser without storage, or somebody else's entry: the list is simply empty.
    }
  }, [list]);
  const remember = (id: string) => {
    if (!list) return;
    const next = withRecent(recent, id);
    setRecent(next);
    try {
      localStorage.setItem(storageKey(list), JSON.stringify(next));
    } catch {
      // Full or forbidden storage only costs the convenience.
    }
  };
  return { recent, remember };
}
