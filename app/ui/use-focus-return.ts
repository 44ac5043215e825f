import { useRef } from "react";

/**
 * Gives focus back to what had it before a dialog opened. Radix does so only for triggers it knows, and our dialogs are
 * opened by state from anywhere. Spread the result on the dialog's content.
 */
export function useFocusReturn() {
  const before = useRef<HTMLElement | null>(null);
  return {
    onOpenAutoFocus: () => {
      before.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault();
      before.current?.focus();
    },
  };
}
