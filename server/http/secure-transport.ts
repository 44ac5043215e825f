import type { FastifyInstance, FastifyRequest } from "fastify";
import { placeOf } from "./hosts.ts";
import type { WebParts } from "./parts.ts";

/** Whether this installation is served by https alone. */
export const onlySecure = (config: Pick<WebParts["config"], "production" | "PUBLIC_URL_SCHEME">): boolean =>
  config.production && config.PUBLIC_URL_SCHEME !== "http";

/** HSTS on every answer, of the API and of files as of pages: any of them may be the first that a browser asks for. */
export function installSecureTransport(app: FastifyInstance, parts: WebParts): void {
  if (!onlySecure(parts.config)) return;
  app.addHook("onRequest", (request, reply, done) => {
    reply.header("strict-transport-security", promise(parts, request));
    done();
  });
}

/** For two years; what else a school runs below its own domain is not ours to decide. */
const promise = (parts: WebParts, request: FastifyRequest): string =>
  placeOf(request.host, parts.config.ROOT_DOMAIN).kind === "house"
    ? "max-age=63072000; includeSubDomains"
    : "max-age=63072000";
