import { constants } from "node:zlib";
import compress from "@fastify/compress";
import rateLimit from "@fastify/rate-limit";
import underPressure from "@fastify/under-pressure";
import type { FastifyInstance } from "fastify";
import type { WebParts } from "./parts.ts";

/** Largest body of a form or a call, and of a form with files, in bytes. */
export const maxBodyBytes = 1 << 20;
export const maxUploadBytes = 48 << 20;
/** Most tRPC calls in one request. */
export const maxBatchSize = 50;

const probes = new Set(["/live", "/ready", "/health", "/metrics"]);

/**
 * Requests per address, counted before anything is looked up. The finer limits of signing in are the identity
 * service's, per account and address.
 */
export async function installRateLimit(app: FastifyInstance, parts: WebParts): Promise<void> {
  const max = parts.config.RATE_LIMIT_PER_MINUTE;
  const headers = { "x-ratelimit-limit": false, "x-ratelimit-remaining": false, "x-ratelimit-reset": false };
  await app.register(rateLimit, {
    global: false, // the plugin's own hook would run after those that ask the database for the house
    cache: 50_000,
    addHeaders: headers,
    addHeadersOnExceeding: headers,
  });
  app.addHook(
    "onRequest",
    app.rateLimit({ max, timeWindow: 60_000, allowList: (request) => probes.has(request.url) }),
  );
}

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
