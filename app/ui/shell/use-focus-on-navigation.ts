import { useLocation } from "@remix-run/react";
import { type RefObject, useEffect, useRef } from "react";

/**
 * After a move to another page, focus goes to its heading, so a screen reader says where it is and Tab starts there.
 * The first page keeps the browser's own focus; tabs of one page, filters and sorting leave the heading as it is and
 * move nothing.
 */
export function useFocusOnNavigation(main: RefObject<HTMLElement | null>): void {
  const { pathname } = useLocation();
  const last = useRef<{ pathname: string; title: string | null } | null>(null);
  useEffect(() => {
    const heading = main.current?.querySelector<HTMLElement>("h1") ?? null;
    const here = { pathname, title: heading?.textContent ?? null };
    const before = last.current;
    last.current = here;
    if (!before || before.pathname === pathname || (here.title !== null && before.title === here.title))
      return;
    heading?.setAttribute("tabindex", "-1");
    (heading ?? main.current)?.focus({ preventScroll: true });
  }, [pathname, main]);
}
