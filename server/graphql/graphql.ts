import type { FastifyInstance } from "fastify";
import pg from "pg";
import { z } from "zod";
import { AppError, statusOf } from "../core/errors.ts";
import type { WebParts } from "../http/parts.ts";
import { createRequestContext } from "../http/request-context.ts";
import type { Engine } from "./engine.ts";

const requestBody = z.object({
  query: z.string().max(20_000),
  operationName: z.string().max(200).nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
});

export type Graphql = { install: (scope: FastifyInstance) => void; close: () => Promise<void> };

/**
 * Reading for programs, under the same role, search path, actor and row policies as every procedure, and read-only in
 * the database itself. The schema is built at the first request, so that it neither slows the start nor ends it.
 */
export function createGraphql(parts: WebParts, connectionString: string): Graphql {
  const pool = new pg.Pool({
    connectionString,
    max: 4,
    maxUses: 200, // each use may be of another house, whose catalog the connection keeps
    application_name: "atrium graphql",
    connectionTimeoutMillis: 5_000,
  });
  const lost = (error: Error) => parts.log.warn({ err: error }, "graphql.connection_lost");
  pool.on("error", lost);
  pool.on("connect", (client) => client.on("error", lost)); // one in use may die too, and must not take the process along
  let engine: Promise<Engine> | undefined;
  const getEngine = (): Promise<Engine> => {
    engine ??= loadEngine(pool).catch((error: unknown) => {
      engine = undefined; // the next request tries again
      parts.log.error({ err: error }, "graphql.schema_failed");
      throw new AppError("UNAVAILABLE", "graphql.unavailable", {}, error);
    });
    return engine;
  };
  return {
    install: (scope) => installRoute(scope, parts, getEngine),
    close: () => pool.end(),
  };
}

/** PostGraphile is large: it is loaded when somebody asks, not when the process starts. */
async function loadEngine(pool: pg.Pool): Promise<Engine> {
  const { buildEngine } = await import("./engine.ts");
  return buildEngine(pool);
}

function installRoute(scope: FastifyInstance, parts: WebParts, getEngine: () => Promise<Engine>): void {
  scope.setErrorHandler((error, request, reply) => {
    const status =
      error instanceof AppError ? statusOf(error) : ((error as { statusCode?: number }).statusCode ?? 500);
    if (status === 500) request.log.error({ err: error }, "graphql.failed");
    const reason =
      error instanceof AppError ? error.reason : status === 500 ? "server.unexpected" : "http.malformed";
    const code = error instanceof AppError ? error.code : status === 500 ? "INTERNAL" : "INVALID";
    return reply
      .code(status)
      .send({ errors: [{ message: reason, extensions: { code, reason, requestId: request.id } }] });
  });
  scope.post("", { bodyLimit: 100_000, config: { metricsLabel: "/graphql" } }, async (request, reply) => {
    const context = await createRequestContext(parts, request, reply);
    if (!context.viewer) throw new AppError("UNAUTHENTICATED", "identity.sign_in_needed");
    const body = requestBody.safeParse(request.body);
    if (!body.success) throw new AppError("INVALID", "graphql.malformed");
    const answerTo = await getEngine();
    const { status, answer } = await answerTo(context, body.data);
    return reply.code(status).send(answer);
  });
}
