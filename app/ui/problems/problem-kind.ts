import { isRouteErrorResponse } from "@remix-run/react";

export type ProblemKind =
  | "notFound"
  | "forbidden"
  | "unauthenticated"
  | "unavailable"
  | "offline"
  | "busy"
  | "broken";

const kinds: Record<number, ProblemKind> = {
  401: "unauthenticated",
  403: "forbidden",
  404: "notFound",
  429: "busy",
  503: "unavailable",
};

/** What each browser calls a request that never reached a server. */
const unreached = /failed to fetch|networkerror|load failed|network connection was lost/i;

/** What kind of trouble a route's error is, and the short word above its title; none where no answer came. */
export function problemOf(error: unknown): { kind: ProblemKind; code?: string } {
  if (isRouteErrorResponse(error)) {
    return { kind: kinds[error.status] ?? "broken", code: String(error.status) };
  }
  if (error instanceof TypeError && unreached.test(error.message)) return { kind: "offline" };
  return { kind: "broken", code: "500" };
}
