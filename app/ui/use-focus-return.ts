import { useRef } from "react";

/**
 * Gives focus back to what had it before a dialog opened. Radix does so only for triggers it knows, and our dialogs are
 * opened by state from anywhere. Spread the result on the dialog's content.
 *
 * @param first  selector of what has the focus meanwhile; otherwise the first thing that can
 */
export function useFocusReturn(first?: string) {
  const before = useRef<HTMLElement | null>(null);
  return {
    onOpenAutoFocus: (event: Event) => {
      before.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
      const wanted =
        first && event.target instanceof Element ? event.target.querySelector<HTMLElement>(first) : null;
      if (!wanted) return;
      event.preventDefault();
      wanted.focus();
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault();
      before.current?.focus();
    },
  };
}
