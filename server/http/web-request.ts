import { Readable } from "node:stream";
import type { FastifyRequest } from "fastify";

/**
 * The Fetch API's view of a request, for Remix and the stock tRPC resolver, with the body as its scope has measured or
 * read it.
 */
export function toWebRequest(
  request: FastifyRequest,
  signal: AbortSignal,
  body?: string | Readable,
): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value === undefined || name.startsWith(":")) continue;
    for (const one of Array.isArray(value) ? value : [value]) headers.append(name, one);
  }
  const init: RequestInit & { duplex?: "half" } = { method: request.method, headers, signal };
  if (request.method !== "GET" && request.method !== "HEAD") {
    init.body = body instanceof Readable ? (Readable.toWeb(body) as ReadableStream) : (body ?? null);
    init.duplex = "half";
  }
  return new Request(new URL(request.originalUrl, `${request.protocol}://${request.host}`), init);
}
