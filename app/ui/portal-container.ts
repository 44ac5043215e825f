/**
 * Where menus and popovers are put: into the page's main part, so that they belong to a landmark; at the end of the
 * document while a dialog is open, which hides the page behind it from screen readers.
 */
export function portalContainer(): HTMLElement | undefined {
  if (document.querySelector('[role="dialog"][data-state="open"], [role="alertdialog"][data-state="open"]'))
    return undefined;
  return document.getElementById("content") ?? undefined;
}
