import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { rowWindow, scrollForRow } from "../table/row-window.ts";

/** Rows drawn beyond the view on both sides. */
const overscan = 5;

/** Before anything is measured, and on the server: tokens.css says the same for a mouse. Pixels. */
const assumed = { row: 36, header: 36, view: 720 };

/** A row to draw, and the height in pixels of the gap between it and the one drawn before. */
export type DrawnRow = { index: number; gapBefore: number };

const useBrowserLayoutEffect = typeof document === "undefined" ? useEffect : useLayoutEffect;

/**
 * Which rows of a long list to draw. Rows of one height need no measuring, so a hundred thousand cost one division. The
 * row that holds the keyboard's focus is drawn even while it is scrolled out of view, so that focus is never lost.
 */
export function useVirtualRows(count: number, frame: RefObject<HTMLElement | null>, held: number | null) {
  const { sizes, scrolled } = useScrolled(frame);
  const { first, last } = rowWindow(count, sizes.row, scrolled, sizes.view - sizes.header, overscan);
  const drawn = withHeld(first, Math.min(count, last), held, count);
  let end = 0;
  const rows = drawn.map((index): DrawnRow => {
    const gapBefore = (index - end) * sizes.row;
    end = index + 1;
    return { index, gapBefore };
  });
  const inView = Math.max(1, Math.floor((sizes.view - sizes.header) / sizes.row));
  const top = Math.min(Math.max(0, count - 1), Math.floor(scrolled / sizes.row));
  return {
    rows,
    gapAfter: Math.max(0, count - end) * sizes.row,
    first: top,
    last: Math.min(Math.max(0, count - 1), top + inView),
    perPage: Math.max(1, inView - 1),
    reveal: (index: number) => {
      const element = frame.current;
      const target =
        element && scrollForRow(index, sizes.row, element.scrollTop, element.clientHeight, sizes.header);
      if (element && target !== null) element.scrollTop = target;
    },
  };
}

/** How the frame is scrolled and how high its parts are. Drawn in the same frame as the scroll, so that no gap shows. */
function useScrolled(frame: RefObject<HTMLElement | null>) {
  const [sizes, setSizes] = useState(assumed);
  const [scrolled, setScrolled] = useState(0);
  const height = useRef(assumed.row);
  useBrowserLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const measure = () => {
      const row = element.querySelector("tbody tr[data-index]")?.getBoundingClientRect().height;
      const header = element.querySelector("thead")?.getBoundingClientRect().height;
      const next = { row: row || assumed.row, header: header || assumed.header, view: element.clientHeight };
      height.current = next.row;
      // cells that stay in place while the rest scrolls sideways are a layer each, so they are only where it does
      element.toggleAttribute("data-sideways", element.scrollWidth > element.clientWidth);
      setSizes((known) =>
        known.row === next.row && known.header === next.header && known.view === next.view ? known : next,
      );
    };
    // A row further on is news, a pixel is not: between two rows the browser scrolls without us.
    const follow = () => {
      const whole = Math.floor(element.scrollTop / height.current) * height.current;
      flushSync(() => setScrolled(whole));
    };
    const watch = new ResizeObserver(measure);
    for (const part of [element, ...element.children]) watch.observe(part);
    measure();
    element.addEventListener("scroll", follow, { passive: true });
    return () => {
      watch.disconnect();
      element.removeEventListener("scroll", follow);
    };
  }, [frame]);
  return { sizes, scrolled };
}

function withHeld(first: number, last: number, held: number | null, count: number): number[] {
  const rows = Array.from({ length: Math.max(0, last - first) }, (_, step) => first + step);
  if (held === null || held >= count || rows.length === 0) return rows;
  if (held < first) return [held, ...rows];
  return held >= last ? [...rows, held] : rows;
}

/** Calls with the rows in view whenever they have changed. */
export function useInView(first: number, last: number, onView: (first: number, last: number) => void): void {
  const tell = useRef(onView);
  tell.current = onView;
  useEffect(() => tell.current(first, last), [first, last]);
}
