import { constants } from "node:zlib";
import compress from "@fastify/compress";
import rateLimit from "@fastify/rate-limit";
import underPressure from "@fastify/under-pressure";
import type { AnyTRPCProcedure } from "@trpc/server";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { addressKey } from "../core/address.ts";
import type { Viewer } from "../core/auth.ts";
import { AppError } from "../core/errors.ts";
import { may } from "../core/permissions.ts";
import type { ProcedureMeta } from "../trpc/init.ts";
import { appRouter } from "../trpc/root.ts";
import type { BodyLimit } from "./bodies.ts";
import type { WebParts } from "./parts.ts";

/** Largest body of a form or a call, in bytes. */
export const maxBodyBytes = 1 << 20;
/** A file's envelope may be half as large again: JSON escapes line ends and quotes, forms have boundaries. */
const envelope = 1.5;
/** Bodies above `maxBodyBytes` that one process takes at a time. */
export const largeBodiesAtOnce = 3;

const ordinary: BodyLimit = { bytes: maxBodyBytes, told: { field: null, limit: maxBodyBytes } };

/** A procedure that takes a file says how large; only for those who may call it. */
export function callLimitOf(meta: ProcedureMeta | undefined, viewer: Viewer | null): BodyLimit {
  if (!meta?.upload || meta.access === "public") return ordinary;
  if (!viewer || !may(viewer.memberships, meta.access)) return ordinary;
  const { field, maxBytes } = meta.upload;
  return { bytes: maxBytes * envelope, told: { field, limit: maxBytes } };
}

/** A form with files may hold the largest file that any procedure takes which its sender may call. */
export function formLimitOf(contentType: string | undefined, permissions: readonly string[]): BodyLimit {
  if (!contentType?.startsWith("multipart/form-data")) return ordinary;
  const own = uploads.filter(({ access }) => permissions.includes(access));
  const limit = Math.max(0, ...own.map(({ upload }) => upload.maxBytes));
  return limit === 0 ? ordinary : { bytes: limit * envelope, told: { field: "file", limit } };
}

/** Every procedure that takes a file. */
const uploads = Object.values(
  appRouter._def.procedures as unknown as Record<string, AnyTRPCProcedure>,
).flatMap(({ _def }) => {
  const { access, upload } = _def.meta as ProcedureMeta;
  return upload ? [{ access, upload }] : [];
});

/** Most tRPC calls in one request. */
export const maxBatchSize = 50;

/** Where shops deliver; they send from few addresses, so their limit is one of its own. */
export const webhooksPrefix = "/webhooks";

const probes = new Set(["/live", "/ready", "/health", "/metrics"]);

/**
 * Requests per address, counted before anything is looked up. The finer limits of signing in are the identity
 * service's, per account and address.
 */
export async function installRateLimit(app: FastifyInstance, parts: WebParts): Promise<void> {
  const { RATE_LIMIT_PER_MINUTE: max, WEBHOOKS_PER_MINUTE: maxWebhooks } = parts.config;
  const headers = { "x-ratelimit-limit": false, "x-ratelimit-remaining": false, "x-ratelimit-reset": false };
  await app.register(rateLimit, {
    global: false, // the plugin's own hook would run after those that ask the database for the house
    cache: 50_000,
    addHeaders: headers,
    addHeadersOnExceeding: headers,
  });
  app.addHook(
    "onRequest",
    app.rateLimit({
      max: (request) => (isWebhook(request.url) ? maxWebhooks : max),
      keyGenerator: (request) => `${isWebhook(request.url) ? "webhooks " : ""}${addressKey(request.ip)}`,
      timeWindow: 60_000,
      allowList: (request) => probes.has(request.url),
    }),
  );
}

/** Counts handshakes of sockets, which pass by every hook; whoever has made too many hears LIMIT. */
export function createHandshakeLimit(
  app: FastifyInstance,
  parts: WebParts,
): (address: string) => Promise<void> {
  const count = app.createRateLimit({
    max: parts.config.RATE_LIMIT_PER_MINUTE,
    timeWindow: 60_000,
    keyGenerator: (request) => `sockets ${addressKey(request.ip)}`,
  });
  return async (ip) => {
    const answer = await count({ ip, routeOptions: {} } as FastifyRequest);
    if (!answer.isAllowed && answer.isExceeded) throw new AppError("LIMIT", "http.too_many_requests");
  };
}

const isWebhook = (url: string): boolean => url.startsWith(`${webhooksPrefix}/`);

/** Refuses work while the event loop lags, so that what was accepted still ends in time. */
export async function installPressureRelief(scope: FastifyInstance): Promise<void> {
  await scope.register(underPressure, { maxEventLoopDelay: 3_000, retryAfter: 3 });
}

/** Compresses answers above a packet's size; each chunk of a streamed page is flushed, not held back. */
export async function installCompression(app: FastifyInstance): Promise<void> {
  await app.register(compress, {
    threshold: 1_400,
    encodings: ["br", "gzip"],
    globalDecompression: false, // nobody may send us a bomb
    zlibOptions: { level: 5, flush: constants.Z_SYNC_FLUSH },
    brotliOptions: {
      flush: constants.BROTLI_OPERATION_FLUSH,
      params: { [constants.BROTLI_PARAM_QUALITY]: 4 },
    },
  });
}
