import { randomUUID } from "node:crypto";
import Fastify, { type FastifyInstance, LogController } from "fastify";
import type { ProcedureMeta } from "../trpc/init.ts";
import { appRouter } from "../trpc/root.ts";
import { installAssets } from "./assets.ts";
import { LargeBodies } from "./bodies.ts";
import { installErrors } from "./errors.ts";
import { installHealth } from "./health.ts";
import { placeOf } from "./hosts.ts";
import { installHouses, installKnownHost } from "./houses.ts";
import {
  callLimitOf,
  installCompression,
  installPressureRelief,
  installRateLimit,
  largeBodiesAtOnce,
  maxBatchSize,
  maxBodyBytes,
  webhooksPrefix,
} from "./limits.ts";
import { installObservation } from "./observe.ts";
import { installPages } from "./pages.ts";
import type { WebParts } from "./parts.ts";
import { trustOf } from "./proxies.ts";
import { createRequestContext } from "./request-context.ts";
import { installSecureTransport } from "./secure-transport.ts";
import { installTrpc } from "./trpc.ts";
import { installWebhooks } from "./webhooks.ts";

/** The web process without its sockets, not yet listening. Reads as the table of contents of `server/http`. */
export async function createWeb(
  parts: WebParts,
  installGraphql: (scope: FastifyInstance) => void,
): Promise<FastifyInstance> {
  const app = createApp(parts);
  const largeBodies = new LargeBodies(largeBodiesAtOnce);
  installSecureTransport(app, parts);
  installErrors(app, parts);
  installObservation(app, parts);
  await installRateLimit(app, parts);
  await installCompression(app);
  installHealth(app, parts);
  installKnownHost(app, parts);
  await installAssets(app);
  await app.register(async (houses) => {
    installHouses(houses, parts);
    await installPressureRelief(houses);
    await houses.register(
      async (api) => {
        installApiHeaders(api);
        installTrpc(api, {
          router: appRouter,
          createContext: (request, reply) => createRequestContext(parts, request, reply),
          maxBatchSize,
          bodyLimitOf: (procedure, { viewer }) => callLimitOf(procedure?._def.meta as ProcedureMeta, viewer),
          largeBodies,
        });
      },
      { prefix: "/trpc" },
    );
    await houses.register(
      async (api) => {
        installApiHeaders(api);
        installGraphql(api);
      },
      { prefix: "/graphql" },
    );
    await houses.register(
      async (hooks) => {
        installApiHeaders(hooks);
        installWebhooks(hooks, parts);
      },
      { prefix: webhooksPrefix },
    );
    await houses.register((pages) => installPages(pages, parts, largeBodies));
  });
  return app;
}

function createApp(parts: WebParts): FastifyInstance {
  const app = Fastify({
    loggerInstance: parts.log,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: "requestId" }),
    trustProxy: trustOf(parts.config.TRUST_PROXY),
    bodyLimit: maxBodyBytes,
    requestTimeout: 60_000, // ms to send a request; answers may take longer
    forceCloseConnections: "idle",
    genReqId: ({ headers }) => saneRequestId(headers["x-request-id"]) ?? randomUUID(),
    childLoggerFactory: (log, bindings, options, raw) => {
      const place = placeOf(raw.headers?.host, parts.config.ROOT_DOMAIN);
      return log.child(place.kind === "house" ? { ...bindings, tenant: place.slug } : bindings, options);
    },
  });
  app.decorateRequest("tenant", null);
  app.addHook("onRequest", (request, reply, done) => {
    reply.header("x-request-id", request.id);
    done();
  });
  return app as unknown as FastifyInstance;
}

/** A proxy's or caller's own id, so that one id is in everybody's logs; anything odd is replaced. */
const saneRequestId = (given: string | string[] | undefined): string | undefined =>
  typeof given === "string" && /^[\w.:-]{8,64}$/.test(given) ? given : undefined;

/** Answers of the API are data: nothing in them may run, and nothing of a person's is kept on the way. */
function installApiHeaders(scope: FastifyInstance): void {
  scope.addHook("onRequest", (_request, reply, done) => {
    reply.headers({
      "cache-control": "no-store",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
      "x-content-type-options": "nosniff",
      vary: "cookie",
    });
    done();
  });
}
