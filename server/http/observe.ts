import type { FastifyInstance } from "fastify";
import { watchQueue } from "../core/jobs/watch-queue.ts";
import { watchPool } from "../core/metrics.ts";
import type { WebParts } from "./parts.ts";

/** Measures every answer and writes one line for it; procedures write their own, so calls to them are not repeated. */
export function installObservation(app: FastifyInstance, parts: WebParts): void {
  watchPool(parts.metrics, () => parts.database.stats());
  watchQueue(parts.metrics, parts.database, parts.log);
  app.addHook("onResponse", (request, reply, done) => {
    const { method } = request;
    const status = reply.statusCode;
    const route = request.routeOptions.config.metricsLabel ?? request.routeOptions.url ?? "none";
    parts.metrics.requests.observe({ route, method, status: String(status) }, reply.elapsedTime / 1_000);
    if (route !== "/trpc" || status >= 500)
      request.log.info(
        { method, path: pathOf(request.url), status, ms: Math.round(reply.elapsedTime) },
        "http.request",
      );
    done();
  });
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The address without what may be a secret: queries, and long words that are no row's id (links in mail). */
const pathOf = (url: string): string =>
  (url.split("?", 1)[0] ?? "")
    .split("/")
    .map((part) => (part.length >= 24 && !uuid.test(part) && !part.includes(".") ? "[secret]" : part))
    .join("/");
