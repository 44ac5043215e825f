/**
 * The browser's own popover: opens, closes on Escape or a click outside and returns focus without any script of ours.
 * React 18 does not know the attributes' camel-case names, hence the spread objects.
 */
export const popover = { popover: "auto" } as Record<string, string>;

/** Opened and closed by our own code only. */
export const manualPopover = { popover: "manual" } as Record<string, string>;

export const popoverTarget = (id: string) => ({ popovertarget: id }) as Record<string, string>;

/** Closes it after a choice that stays on the page. */
export function closePopover(id: string): void {
  const element = document.getElementById(id);
  if (element?.matches(":popover-open")) element.hidePopover();
}
