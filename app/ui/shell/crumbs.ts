import { useMatches } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { Crumb } from "./nav-item.ts";

/** A translator over the whole catalog: crumbs live outside components and name their keys in full. */
type Translate = ReturnType<typeof useTranslations<never>>;

/**
 * Exported by a route as `handle`: its step in the breadcrumb.
 * `data` is the route's own loader data; null leaves the step out.
 */
export type CrumbHandle<Data = unknown> = { crumb: (data: Data, t: Translate) => string | null };

const hasCrumb = (handle: unknown): handle is CrumbHandle =>
  typeof handle === "object" && handle !== null && "crumb" in handle;

/** The way to the current page, from the routes that lead to it. */
export function useCrumbs(): Crumb[] {
  const t = useTranslations();
  return useMatches().flatMap((match) => {
    const label = hasCrumb(match.handle) ? match.handle.crumb(match.data, t) : null;
    return label ? [{ label, to: match.pathname }] : [];
  });
}
