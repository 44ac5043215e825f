import type { ShouldRevalidateFunction } from "@remix-run/react";

/**
 * These pages read by themselves: what only changes their address (a filter, the open order) needs no loader. Changes
 * sent by a form, and another page, do.
 */
export const samePage: ShouldRevalidateFunction = ({
  currentUrl,
  nextUrl,
  formAction,
  defaultShouldRevalidate,
}) =>
  formAction === undefined && currentUrl.pathname === nextUrl.pathname && currentUrl.search !== nextUrl.search
    ? false
    : defaultShouldRevalidate;
