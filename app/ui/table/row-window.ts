/** The rows to draw of a long list, and the heights in pixels that stand for those before and after. */
export type RowWindow = { first: number; last: number; before: number; after: number };

/** Rows drawn beyond the view on both sides, so that a quick scroll shows no gap. */
const usualMargin = 12;

/**
 * The window on a list of equally high rows: `scrolled` and `view` in pixels, `last` not included. Rows of one height
 * need no measuring, which is why no library is loaded for it.
 */
export function rowWindow(
  count: number,
  height: number,
  scrolled: number,
  view: number,
  margin = usualMargin,
): RowWindow {
  const clamp = (index: number) => Math.min(count, Math.max(0, index));
  const first = clamp(Math.floor(scrolled / height) - margin);
  const last = clamp(Math.ceil((scrolled + view) / height) + margin);
  return { first, last, before: first * height, after: (count - last) * height };
}

/** Where to scroll so that a row is in view below the sticky header; null when it already is. */
export function scrollForRow(
  index: number,
  height: number,
  scrolled: number,
  view: number,
  header: number,
): number | null {
  const top = index * height;
  if (top < scrolled) return top;
  if (top + height > scrolled + view - header) return top + height - view + header;
  return null;
}
