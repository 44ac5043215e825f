import { PassThrough } from "node:stream";
import { type AppLoadContext, createReadableStreamFromReadable, type EntryContext } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { logPageFailure } from "./page-failures.ts";
import { NonceContext } from "./ui/nonce.ts";

export const handleError = logPageFailure;

/** Deferred data may take this long before its place shows an error. Milliseconds. */
export const streamTimeout = 10_000;

/**
 * Streams the page: the frame at once, slow parts as they come. Crawlers wait for the whole.
 * Every inline script carries the nonce of this response's Content-Security-Policy.
 */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  loadContext: AppLoadContext,
): Promise<Response> {
  const { nonce } = loadContext;
  const whole = isbot(request.headers.get("user-agent") ?? "");
  return new Promise((resolve, reject) => {
    const body = new PassThrough();
    let sent = false;
    let failed = false;
    const answer = () => {
      sent = true;
      headers.set("Content-Type", "text/html; charset=utf-8");
      headers.append("Vary", "Cookie, Accept-Language");
      resolve(
        new Response(createReadableStreamFromReadable(body), { headers, status: failed ? 500 : status }),
      );
      pipe(body);
    };
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={nonce}>
        <RemixServer context={remixContext} url={request.url} nonce={nonce} abortDelay={streamTimeout} />
      </NonceContext.Provider>,
      {
        nonce,
        onShellReady: whole ? undefined : answer,
        onAllReady: whole ? answer : undefined,
        onShellError: reject,
        onError(error) {
          failed = true;
          if (sent) logPageFailure(error, { request, context: loadContext });
        },
      },
    );
    const deadline = setTimeout(abort, streamTimeout + 1_000).unref();
    body.once("close", () => clearTimeout(deadline));
  });
}
