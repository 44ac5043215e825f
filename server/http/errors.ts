import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { AppError, statusOf } from "../core/errors.ts";
import type { WebParts } from "./parts.ts";
import { type PlainPage, plainPage, plainPageHeaders, plainPageStatus } from "./plain-pages.ts";
import { localeOf } from "./preferences.ts";
import { schemeOf } from "./request-context.ts";

const pageOf: Record<string, PlainPage> = {
  "tenants.unknown": "unknown",
  "tenants.suspended": "suspended",
  "tenants.provisioning": "away",
  "tenants.town": "landing",
  "database.away": "away",
  "pages.unbuilt": "unbuilt",
  "http.foreign_origin": "foreign",
};

/**
 * Answers what routes and hooks throw: a page for a browser that asked for one, JSON for everybody else. Scopes with a
 * protocol of their own (tRPC, GraphQL) translate the same AppError in their own error handlers.
 */
export function installErrors(app: FastifyInstance, parts: WebParts): void {
  app.setErrorHandler((thrown, request, reply) => {
    const error = toHttpError(thrown);
    if (error.status >= 500 && error.reason === "server.unexpected")
      request.log.error({ err: thrown }, "http.failed");
    if (error.status === 503) reply.header("retry-after", "3");
    if (wantsPage(request)) {
      const page = pageOf[error.reason] ?? (error.status === 429 ? "busy" : "failed");
      if (page === "landing") return landing(parts, request, reply);
      const school = thrown instanceof AppError ? thrown.details.school : undefined;
      return sendPlainPage(parts, request, reply, page, error.status, school);
    }
    return reply
      .code(error.status)
      .send({ error: { code: error.code, reason: error.reason, requestId: request.id } });
  });
  app.setNotFoundHandler((request, reply) =>
    reply
      .code(404)
      .send({ error: { code: "NOT_FOUND", reason: "http.no_such_address", requestId: request.id } }),
  );
}

/** The door of the town: asks for one's school, or leads there when it was named. */
function landing(parts: WebParts, request: FastifyRequest, reply: FastifyReply) {
  const school = (request.query as { school?: unknown }).school;
  if (typeof school === "string" && /^[a-z0-9-]{1,63}$/i.test(school)) {
    const port = /:\d+$/.exec(request.host)?.[0] ?? "";
    const host = `${school.toLowerCase()}.${parts.config.ROOT_DOMAIN}${port}`;
    return reply.redirect(`${schemeOf(parts, request)}://${host}/`, 303);
  }
  const root = request.url.split("?")[0] === "/";
  return sendPlainPage(parts, request, reply, "landing", root ? 200 : 404);
}

function sendPlainPage(
  parts: WebParts,
  request: FastifyRequest,
  reply: FastifyReply,
  page: PlainPage,
  status = plainPageStatus[page],
  school: unknown = null,
) {
  const port = /:\d+$/.exec(request.host)?.[0] ?? "";
  const html = plainPage(page, localeOf(request.headers), {
    rootHost: `${parts.config.ROOT_DOMAIN}${port}`,
    host: request.host,
    school: typeof school === "string" ? school : null,
  });
  return reply.code(status).headers(plainPageHeaders).send(html);
}

const wantsPage = (request: FastifyRequest): boolean =>
  (request.headers.accept ?? "").includes("text/html") || request.headers["sec-fetch-dest"] === "document";

/** Any thrown thing as code, reason and status; what nobody foresaw is "unexpected" and says nothing more. */
function toHttpError(thrown: unknown): { code: string; reason: string; status: number } {
  if (thrown instanceof AppError)
    return { code: thrown.code, reason: thrown.reason, status: statusOf(thrown) };
  const status = (thrown as { statusCode?: number }).statusCode ?? 500;
  if (status === 429) return { code: "LIMIT", reason: "http.too_many_requests", status };
  if (status === 503) return { code: "UNAVAILABLE", reason: "http.busy", status };
  if (status === 413) return { code: "INVALID", reason: "http.too_large", status };
  if (status >= 400 && status < 500) return { code: "INVALID", reason: "http.malformed", status };
  return { code: "INTERNAL", reason: "server.unexpected", status: 500 };
}
