import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { isRouteErrorResponse } from "@remix-run/react";

/**
 * Writes what nobody foresaw in a page into the server's log, whose lines say which request and school it was. Refusals
 * are no failures, nor is what broke because the reader has left.
 */
export function logPageFailure(
  error: unknown,
  { request, context }: Pick<LoaderFunctionArgs | ActionFunctionArgs, "request" | "context">,
): void {
  if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return;
  context.log.error({ err: error }, "page.failed");
}
