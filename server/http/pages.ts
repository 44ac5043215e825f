import { randomBytes } from "node:crypto";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
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
import { announcedBytes, counted, type LargeBodies } from "./bodies.ts";
import { formLimitOf, maxBodyBytes } from "./limits.ts";
import type { WebParts } from "./parts.ts";
import { localeOf, themeOf } from "./preferences.ts";
import { createRequestContext } from "./request-context.ts";
import { onlySecure } from "./secure-transport.ts";
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
export async function installPages(
  scope: FastifyInstance,
  parts: WebParts,
  largeBodies: LargeBodies,
): Promise<void> {
  await installPageHeaders(scope, parts);
  const loadHandler = createLoader(parts);
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser("*", (_request, payload, done) => done(null, payload)); // measured below
  scope.route({
    method: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"],
    url: "/*",
    exposeHeadRoute: false,
    config: { metricsLabel: "page" },
    handler: async (request, reply) => {
      const handle = await loadHandler();
      const gone = new AbortController();
      reply.raw.once("close", () => gone.abort());
      const loadContext = await createLoadContext(parts, request, reply);
      reply.header("cache-control", "private, no-cache"); // unless the route says otherwise
      const body = await measured(request, reply, loadContext.viewer?.permissions ?? [], largeBodies);
      const response = await handle(toWebRequest(request, gone.signal, body), loadContext);
      if (body?.overflowed && response.status >= 500) throw body.overflowed; // no action caught it
      return reply.send(response);
    },
  });
}

/** Only our own scripts run: from this origin, or inline with this answer's nonce. */
async function installPageHeaders(scope: FastifyInstance, parts: WebParts): Promise<void> {
  scope.decorateReply("scriptNonce", "");
  const secure = onlySecure(parts.config);
  scope.addHook("onRequest", (_request, reply, done) => {
    const nonce = randomBytes(16).toString("base64");
    reply.scriptNonce = nonce;
    (reply.raw as { scriptNonce?: string }).scriptNonce = nonce; // helmet sees Node's answer, not Fastify's
    done();
  });
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
    strictTransportSecurity: false, // every answer has it
    xFrameOptions: { action: "deny" },
    referrerPolicy: { policy: "same-origin" },
    crossOriginEmbedderPolicy: false,
    originAgentCluster: secure,
    crossOriginOpenerPolicy: secure && { policy: "same-origin" }, // browsers refuse it on http and say so each time
  });
}

/** The body as it comes, up to what this form of this sender may have; `undefined` without one. */
async function measured(
  request: FastifyRequest,
  reply: FastifyReply,
  permissions: readonly string[],
  largeBodies: LargeBodies,
): Promise<ReturnType<typeof counted> | undefined> {
  if (!request.body) return undefined;
  const limit = formLimitOf(request.headers["content-type"], permissions);
  const announced = announcedBytes(request);
  if (announced > maxBodyBytes && limit.bytes > maxBodyBytes) await largeBodies.enter(reply);
  return counted(request.body as Readable, announced, limit);
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
    log: request.log,
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
