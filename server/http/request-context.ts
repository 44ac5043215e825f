import type { FastifyReply, FastifyRequest } from "fastify";
import type { RequestContext } from "../core/context.ts";
import { AppError } from "../core/errors.ts";
import type { Logger } from "../core/log.ts";
import type { WebParts } from "./parts.ts";

/** What a procedure gets from a request to an open house. Reads the session once a request, from the process's cache. */
export async function createRequestContext(
  parts: WebParts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<RequestContext> {
  const { tenant } = request;
  if (!tenant) throw new AppError("NOT_FOUND", "tenants.unknown");
  const signedIn = await parts.readSession(tenant, request.headers.cookie);
  if (signedIn?.renewedCookie) reply.header("set-cookie", signedIn.renewedCookie);
  return {
    database: parts.database,
    tenant,
    viewer: signedIn?.viewer ?? null,
    log: request.log as Logger, // made by childLoggerFactory from ours
    requestId: request.id,
    ip: request.ip,
    userAgent: request.headers["user-agent"] ?? "",
    origin: `${schemeOf(parts, request)}://${request.host}`,
    setCookie: (cookie) => void reply.header("set-cookie", cookie),
  };
}

/** Scheme of links to this installation. */
export const schemeOf = (parts: WebParts, request: FastifyRequest): string =>
  parts.config.PUBLIC_URL_SCHEME ?? (parts.config.production ? "https" : request.protocol);
