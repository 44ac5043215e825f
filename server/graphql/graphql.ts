import type { FastifyInstance, FastifyRequest } from "fastify";
import pg from "pg";
import { makeSchema } from "postgraphile";
import { execute, hookArgs } from "postgraphile/grafast";
import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  GraphQLError as GraphqlError,
  getOperationAST,
} from "postgraphile/graphql";
import { z } from "zod";
import { actorSetting } from "../core/auth.ts";
import type { RequestContext } from "../core/context.ts";
import { housePath } from "../core/db/house.ts";
import { AppError, httpStatusOf } from "../core/errors.ts";
import type { WebParts } from "../http/parts.ts";
import { createRequestContext } from "../http/request-context.ts";
import { createDocumentStore, type Prepared } from "./documents.ts";
import { assertAffordable } from "./limits.ts";
import { createPreset } from "./preset.ts";

type Engine = {
  schema: GraphQLSchema;
  resolvedPreset: GraphileConfig.ResolvedPreset;
  prepare: (source: string) => Prepared;
};

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
    maxUses: 5_000,
    application_name: "atrium graphql",
    connectionTimeoutMillis: 5_000,
  });
  pool.on("error", (error) => parts.log.warn({ err: error }, "graphql.connection_lost"));
  let engine: Promise<Engine> | undefined;
  const getEngine = (): Promise<Engine> => {
    engine ??= buildEngine(pool).catch((error: unknown) => {
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

async function buildEngine(pool: pg.Pool): Promise<Engine> {
  const { schema, resolvedPreset } = await makeSchema(createPreset(pool));
  return { schema, resolvedPreset, prepare: createDocumentStore(schema) };
}

function installRoute(scope: FastifyInstance, parts: WebParts, getEngine: () => Promise<Engine>): void {
  scope.setErrorHandler((error, request, reply) => {
    const status =
      error instanceof AppError
        ? httpStatusOf[error.code]
        : ((error as { statusCode?: number }).statusCode ?? 500);
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
    const { status, answer } = await run(await getEngine(), context, body.data, request);
    return reply.code(status).send(answer);
  });
}

type Answer = { status: number; answer: { data?: unknown; errors?: unknown[] } };

async function run(
  engine: Engine,
  context: RequestContext,
  { query, operationName, variables }: z.output<typeof requestBody>,
  request: FastifyRequest,
): Promise<Answer> {
  const { document, errors } = engine.prepare(query);
  if (!document) return { status: 400, answer: { errors: errors.map((error) => error.toJSON()) } };
  const refusal = refuse(engine.schema, document, operationName, variables ?? {});
  if (refusal) return { status: 400, answer: { errors: [refusal.toJSON()] } };
  const args = {
    schema: engine.schema,
    document,
    operationName: operationName ?? null,
    variableValues: variables ?? {},
    contextValue: {},
    resolvedPreset: engine.resolvedPreset,
    requestContext: { houseSettings: settingsOf(context) },
  };
  await hookArgs(args);
  const result = await execute(args);
  if (!("data" in result) && !("errors" in result))
    throw new AppError("INVALID", "graphql.streams_unsupported");
  const { data, errors: failures } = result as { data?: unknown; errors?: readonly GraphQLError[] };
  return {
    status: 200,
    answer: { data, ...(failures && { errors: failures.map((error) => say(error, request)) }) },
  };
}

function refuse(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Record<string, unknown>,
): GraphQLError | undefined {
  const operation = getOperationAST(document, operationName);
  if (!operation) return new GraphqlError("graphql.which_operation");
  if (operation.operation !== "query") return new GraphqlError("graphql.reads_only");
  try {
    assertAffordable(schema, document, operation, variables);
    return undefined;
  } catch (error) {
    return error as GraphQLError;
  }
}

/** The same preamble as `Database` sets, plus what makes writing impossible. */
const settingsOf = ({ tenant, viewer }: RequestContext): Record<string, string> => ({
  transaction_read_only: "on",
  statement_timeout: "5000",
  role: tenant.role,
  search_path: housePath(tenant.schema),
  "atrium.actor": viewer
    ? actorSetting({ kind: "person", id: viewer.personId, sessionId: viewer.sessionId })
    : "",
  "atrium.tenant": tenant.id,
});

/** Failures inside a query are ours: logged whole, told without statements or names. */
function say(error: GraphQLError, request: FastifyRequest) {
  request.log.warn({ err: error.originalError ?? error }, "graphql.field_failed");
  return { message: "server.unexpected", path: error.path, extensions: { requestId: request.id } };
}
