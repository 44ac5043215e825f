import { useEffect, useRef, useState } from "react";
import { searchable } from "../table/table-rows.ts";
import type { PaletteItem, PaletteSource } from "./palette-source.ts";

type PaletteGroup = { id: string; heading: string; items: readonly PaletteItem[] };

/** Results per group; more are found by typing more. */
const perGroup = 6;

/** Milliseconds of silence on the keyboard before the server is asked. */
const pause = 120;

/** Items whose words all occur in what the person typed about; at most a handful. */
export function matchItems(items: readonly PaletteItem[], query: string): PaletteItem[] {
  const words = searchable(query).split(/\s+/).filter(Boolean);
  return items
    .filter((item) => {
      const text = searchable(`${item.label} ${item.detail ?? ""} ${item.keywords ?? ""}`);
      return words.every((word) => text.includes(word));
    })
    .slice(0, words.length === 0 ? items.length : perGroup);
}

/** Groups with results for the query, given ones at once, asked ones as they arrive; what failed is said, not hidden. */
export function usePaletteResults(sources: readonly PaletteSource[], query: string, open: boolean) {
  const [answers, setAnswers] = useState<Record<string, readonly PaletteItem[]>>({});
  const [waiting, setWaiting] = useState(0);
  const [failed, setFailed] = useState(false);
  const current = useRef(sources);
  current.current = sources;
  useEffect(() => {
    setFailed(false);
    setWaiting(0);
    if (!open || query.trim() === "") return setAnswers({});
    const abort = new AbortController();
    const timer = setTimeout(() => {
      for (const source of current.current) {
        if (!("load" in source)) continue;
        setWaiting((count) => count + 1);
        source
          .load(query, abort.signal)
          .then((items) => {
            if (!abort.signal.aborted)
              setAnswers((known) => ({ ...known, [source.id]: items.slice(0, perGroup) }));
          })
          .catch(() => {
            if (!abort.signal.aborted) setFailed(true);
          })
          .finally(() => {
            if (!abort.signal.aborted) setWaiting((count) => count - 1);
          });
      }
    }, pause);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [query, open]);
  const groups: PaletteGroup[] = sources
    .map(({ id, heading, ...source }) => ({
      id,
      heading,
      items: "items" in source ? matchItems(source.items, query) : (answers[id] ?? []),
    }))
    .filter((group) => group.items.length > 0);
  return { groups, waiting: waiting > 0, failed };
}
