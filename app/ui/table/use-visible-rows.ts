import { useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useEffect, useState } from "react";
import { flushSync } from "react-dom";

/** Up to this many rows all are drawn: find-in-page works, and nothing is cheaper. */
const virtualAbove = 100;

/** Height of a row with a mouse and with a finger, in pixels; tokens.css says the same as `--row`. */
const rowHeights = { fine: 36, coarse: 44 };

/**
 * Which rows to draw. Long lists draw what is in view, and the first hundred on the server so that they can be read
 * without scripts; printing draws all.
 */
export function useVisibleRows(count: number, frame: RefObject<HTMLElement | null>) {
  const [height, setHeight] = useState(rowHeights.fine);
  const printing = usePrinting();
  const virtual = count > virtualAbove;
  const virtualizer = useVirtualizer({
    count,
    enabled: virtual,
    getScrollElement: () => frame.current,
    estimateSize: () => height,
    overscan: 12,
    initialRect: { width: 1024, height: virtualAbove * rowHeights.fine },
  });
  useEffect(() => {
    const row = frame.current?.querySelector("tbody tr[data-index]");
    if (row) setHeight(Math.round(row.getBoundingClientRect().height) || rowHeights.fine);
  }, [frame]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new height makes every remembered position wrong
  useEffect(() => virtualizer.measure(), [height, virtualizer]);
  if (!virtual || printing) {
    return {
      virtual: false,
      indexes: Array.from({ length: count }, (_, index) => index),
      before: 0,
      after: 0,
      reveal: () => {},
    };
  }
  const items = virtualizer.getVirtualItems();
  return {
    virtual: true,
    indexes: items.map((item) => item.index),
    before: items[0]?.start ?? 0,
    after: virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0),
    reveal: (index: number) => virtualizer.scrollToIndex(index, { align: "auto" }),
  };
}

/** True from just before the print dialog opens until it closes. */
function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const before = () => flushSync(() => setPrinting(true));
    const after = () => setPrinting(false);
    window.addEventListener("beforeprint", before);
    window.addEventListener("afterprint", after);
    return () => {
      window.removeEventListener("beforeprint", before);
      window.removeEventListener("afterprint", after);
    };
  }, []);
  return printing;
}
