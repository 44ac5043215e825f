import { type RefObject, useEffect } from "react";

/** Space between the anchor and what hangs from it, and to the window's edge. Pixels. */
const gap = 4;
const edge = 8;

/** Less room than this below, and the popup opens upwards if there is more above. Pixels. */
const enough = 220;

/**
 * Shows a native `popover="manual"` element under its anchor, in the browser's top layer: nothing clips it, also inside
 * dialogs. It is as wide as the anchor, or as its content and then centred; it follows while anything scrolls or changes
 * size.
 */
export function useAnchored(
  anchor: RefObject<HTMLElement | null>,
  popup: RefObject<HTMLElement | null>,
  open: boolean,
  width: "anchor" | "content" = "anchor",
): void {
  useEffect(() => {
    const element = popup.current;
    if (!open || !element) return;
    const place = () => {
      const box = anchor.current?.getBoundingClientRect();
      if (!box) return;
      const below = window.innerHeight - box.bottom - gap - edge;
      const above = box.top - gap - edge;
      const upwards = below < enough && above > below;
      const wide = width === "anchor" ? box.width : element.offsetWidth;
      const start = width === "anchor" ? box.left : box.left + (box.width - wide) / 2;
      Object.assign(element.style, {
        left: `${Math.max(edge, Math.min(start, window.innerWidth - wide - edge))}px`,
        width: width === "anchor" ? `${wide}px` : "max-content",
        top: upwards ? "auto" : `${box.bottom + gap}px`,
        bottom: upwards ? `${window.innerHeight - box.top + gap}px` : "auto",
        maxHeight: `${Math.min(288, upwards ? above : below)}px`,
      });
    };
    element.showPopover();
    place();
    window.addEventListener("scroll", place, { capture: true, passive: true });
    window.addEventListener("resize", place);
    const watch = new ResizeObserver(place);
    if (anchor.current) watch.observe(anchor.current);
    return () => {
      watch.disconnect();
      window.removeEventListener("scroll", place, { capture: true });
      window.removeEventListener("resize", place);
      if (element.matches(":popover-open")) element.hidePopover();
    };
  }, [anchor, popup, open, width]);
}
