import type { Outline } from "../../ui/shell/coming-page.tsx";

/** The first that fits says what a page looks like while it is on its way; the rest are text and cards. */
const outlines: readonly (readonly [RegExp, Outline])[] = [
  [/^\/timetable(\/[^/]+(\/plan\/[^/]+)?)?$/, "week"],
  [/^\/(people|audit|work|mailbox|orders)$/, "table"],
  [/^\/orders\/[^/]+(\/(failures|courses))?$/, "table"],
  [/^\/school\/[^/]+\/(calendar|subjects|tags|teachers|classes|rooms|lessons|rules)$/, "table"],
];

export const outlineOf = (pathname: string): Outline =>
  outlines.find(([pattern]) => pattern.test(pathname))?.[1] ?? "cards";
