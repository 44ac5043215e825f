import { randomBytes } from "node:crypto";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { Transform } from "node:stream";
import { pathToFileURL } from "node:url";
import helmet from "@fastify/helmet";
import {
  type AppLoadContext,
  broadcastDevReady,
  createRequestHandler,
  type RequestHandler,
  type ServerBuild,
} from "@remix-run/node";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { AppError } from "../core/errors.ts";
import { permissionsOf } from "../core/permissions.ts";
import { createCaller } from "../trpc/caller.ts";
import { maxBodyBytes, maxUploadBytes } from "./limits.ts";
import type { WebParts } from "./parts.ts";
import { localeOf, themeOf } from "./preferences.ts";
import { createRequestContext } from "./request-context.ts";
import { schoolsOf } from "./viewer-schools.ts";
import { toWebRequest } from "./web-request.ts";

declare module "fastify" {
  interface FastifyReply {
    /** Of this answer's Content-Security-Policy. */
    scriptNonce: string;
  }
}

const buildFile = join(import.meta.dirname, "../../build/index.js");

/** Every address that is nothing else is a page: Fastify's request to Remix and its Response back. */
export async function installPages(scope: FastifyInstance, parts: WebParts): Promise<void> {
  await installPageHeaders(scope, parts);
  const loadHandler = createLoader(parts);
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser("*", (request, payload, done) => {
    const limit = bodyLimitOf(request);
    if (Number(request.headers["content-length"] ?? 0) > limit) done(tooLarge());
    else done(null, counted(payload, limit));
  });
  scope.route({
    method: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"],
    url: "/*",
    exposeHeadRoute: false,
    bodyLimit: maxUploadBytes,
    config: { metricsLabel: "page" },
    handler: async (request, reply) => {
      const handle = await loadHandler();
      const gone = new AbortController();
      reply.raw.once("close", () => gone.abort());
      const loadContext = await createLoadContext(parts, request, reply);
      reply.header("cache-control", "private, no-cache"); // unless the route says otherwise
      return reply.send(await handle(toWebRequest(request, gone.signal), loadContext));
    },
  });
}

/** Only our own scripts run: from this origin, or inline with this answer's nonce. */
async function installPageHeaders(scope: FastifyInstance, parts: WebParts): Promise<void> {
  scope.decorateReply("scriptNonce", "");
  scope.addHook("onRequest", (_request, reply, done) => {
    const nonce = randomBytes(16).toString("base64");
    reply.scriptNonce = nonce;
    (reply.raw as { scriptNonce?: string }).scriptNonce = nonce; // helmet sees Node's answer, not Fastify's
    done();
  });
  const secure = parts.config.production && parts.config.PUBLIC_URL_SCHEME !== "http";
  const development = parts.config.NODE_ENV === "development";
  await scope.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: [
          "'self'",
          (_request, reply) => `'nonce-${(reply as unknown as { scriptNonce: string }).scriptNonce}'`,
        ],
        styleSrc: ["'self'", "'unsafe-inline'"], // styles cannot act; positions of lessons are style attributes
        imgSrc: ["'self'", "data:", "blob:"],
        fontSrc: ["'self'"],
        connectSrc: development ? ["'self'", "ws:"] : ["'self'"], // Remix reloads through a port of its own
        formAction: ["'self'"],
        baseUri: ["'self'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        ...(secure && { upgradeInsecureRequests: [] }),
      },
    },
    strictTransportSecurity: secure && { maxAge: 63_072_000, includeSubDomains: true },
    xFrameOptions: { action: "deny" },
    referrerPolicy: { policy: "same-origin" },
    crossOriginEmbedderPolicy: false,
    originAgentCluster: secure,
    crossOriginOpenerPolicy: secure && { policy: "same-origin" }, // browsers refuse it on http and say so each time
  });
}

/** Forms may be a megabyte, forms with files more. */
const bodyLimitOf = (request: FastifyRequest): number =>
  (request.headers["content-type"] ?? "").startsWith("multipart/form-data") ? maxUploadBytes : maxBodyBytes;

const tooLarge = () => Object.assign(new Error("The body is too large"), { statusCode: 413 });

/** The same stream, which fails once more came than its sender may send: not everybody announces a length. */
function counted(payload: NodeJS.ReadableStream, limit: number): Transform {
  let read = 0;
  const counting = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      read += chunk.length;
      if (read > limit) done(tooLarge());
      else done(null, chunk);
    },
  });
  payload.on("error", (error) => counting.destroy(error));
  return payload.pipe(counting);
}

async function createLoadContext(
  parts: WebParts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<AppLoadContext> {
  const context = await createRequestContext(parts, request, reply);
  const { viewer, tenant } = context;
  const schools = viewer ? await schoolsOf(context, viewer) : [];
  return {
    api: createCaller(context),
    nonce: reply.scriptNonce,
    requestId: request.id,
    locale: localeOf(request.headers),
    theme: themeOf(request.headers),
    tenant: { name: tenant.name, slug: tenant.slug },
    mailboxOpen: !parts.config.production,
    ...(schools[0] && { timeZone: schools[0].timeZone, accentHue: schools[0].accentHue }),
    viewer: viewer && {
      personId: viewer.personId,
      name: viewer.name,
      email: viewer.email,
      roles: [...new Set(viewer.memberships.map((one) => one.role))],
      permissions: permissionsOf(viewer.memberships),
      schools: schools.map(({ id, name }) => ({ id, name })),
    },
  };
}

/**
 * Loads the built pages at the first request, so that the API runs without a build. In development a newer build is
 * loaded when its file has changed; in production once.
 */
function createLoader(parts: WebParts): () => Promise<RequestHandler> {
  let loaded: { handler: RequestHandler; changed: number } | undefined;
  return async () => {
    if (loaded && parts.config.NODE_ENV !== "development") return loaded.handler;
    if (!existsSync(buildFile)) throw new AppError("UNAVAILABLE", "pages.unbuilt");
    const changed = statSync(buildFile).mtimeMs;
    if (loaded?.changed === changed) return loaded.handler;
    const build = (await import(`${pathToFileURL(buildFile).href}?${changed}`)) as ServerBuild;
    if (parts.config.NODE_ENV === "development") await broadcastDevReady(build).catch(() => undefined);
    loaded = { handler: createRequestHandler(build, parts.config.NODE_ENV), changed };
    return loaded.handler;
  };
}
