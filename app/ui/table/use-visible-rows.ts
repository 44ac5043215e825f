import { type RefObject, useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { rowWindow, scrollForRow } from "./row-window.ts";

/** Up to this many rows all are drawn: find-in-page works, and nothing is cheaper. */
const windowAbove = 100;

/** Height of a row and of the header before they are measured; tokens.css says the same for a mouse. Pixels. */
const assumed = { row: 36, header: 36 };

/**
 * Which rows to draw. Long lists draw what is in view, and the first hundred on the server so that they can be read
 * without scripts; printing draws all.
 */
export function useVisibleRows(count: number, frame: RefObject<HTMLElement | null>) {
  const [sizes, setSizes] = useState({ ...assumed, view: windowAbove * assumed.row });
  const [scrolled, setScrolled] = useState(0);
  const printing = usePrinting();
  const windowed = count > windowAbove;
  useEffect(() => {
    const element = frame.current;
    if (!windowed || !element) return;
    const measure = () => {
      const row = element.querySelector("tbody tr[data-index]")?.getBoundingClientRect().height;
      const header = element.querySelector("thead")?.getBoundingClientRect().height;
      setSizes({ row: row || assumed.row, header: header || assumed.header, view: element.clientHeight });
    };
    const follow = () => setScrolled(element.scrollTop);
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    element.addEventListener("scroll", follow, { passive: true });
    return () => {
      watch.disconnect();
      element.removeEventListener("scroll", follow);
    };
  }, [frame, windowed]);
  if (!windowed || printing)
    return { windowed: false, first: 0, last: count, before: 0, after: 0, reveal: () => {} };
  const reveal = (index: number) => {
    const element = frame.current;
    const target = element && scrollForRow(index, sizes.row, element.scrollTop, sizes.view, sizes.header);
    if (element && target !== null) element.scrollTop = target;
  };
  return { windowed: true, ...rowWindow(count, sizes.row, scrolled, sizes.view), reveal };
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
