import type pg from "pg";
import { makeSchema } from "postgraphile";
import { execute, hookArgs } from "postgraphile/grafast";
import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  GraphQLError as GraphqlError,
  getOperationAST,
} from "postgraphile/graphql";
import { actorSetting } from "../core/auth.ts";
import type { RequestContext } from "../core/context.ts";
import { housePath } from "../core/db/house.ts";
import { toAppError } from "../core/db/pg-errors.ts";
import { AppError } from "../core/errors.ts";
import { createDocumentStore, type Prepared } from "./documents.ts";
import { assertAffordable } from "./limits.ts";
import { createPreset } from "./preset.ts";

type GraphqlRequest = {
  query: string;
  operationName?: string | null | undefined;
  variables?: Record<string, unknown> | null | undefined;
};
type Answer = { status: number; answer: { data?: unknown; errors?: unknown[] } };

/** Answers one request of a signed-in person. */
export type Engine = (context: RequestContext, request: GraphqlRequest) => Promise<Answer>;

type Built = {
  schema: GraphQLSchema;
  resolvedPreset: GraphileConfig.ResolvedPreset;
  prepare: (source: string) => Prepared;
};

/** Reads the model house (some hundred milliseconds) and builds the schema of all houses. */
export async function buildEngine(pool: pg.Pool): Promise<Engine> {
  const { schema, resolvedPreset } = await makeSchema(createPreset(pool));
  const built: Built = { schema, resolvedPreset, prepare: createDocumentStore(schema) };
  return (context, request) => run(built, context, request);
}

async function run(
  engine: Built,
  context: RequestContext,
  { query, operationName, variables }: GraphqlRequest,
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
  const result = await outcomeOf(args);
  if (!("data" in result) && !("errors" in result))
    throw new AppError("INVALID", "graphql.streams_unsupported");
  const { data, errors: failures } = result as { data?: unknown; errors?: readonly GraphQLError[] };
  const lost = failures?.map(({ originalError }) => toAppError(originalError)).find(isAway);
  if (lost) throw lost; // no answer at all, rather than half of one that reads as "nothing there"
  return {
    status: 200,
    answer: { data, ...(failures && { errors: failures.map((error) => say(error, context)) }) },
  };
}

async function outcomeOf(args: Parameters<typeof hookArgs>[0]) {
  try {
    await hookArgs(args);
    return await execute(args);
  } catch (error) {
    throw toAppError(error);
  }
}

const isAway = (error: unknown): boolean => error instanceof AppError && error.reason === "database.away";

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
function say(error: GraphQLError, { log, requestId }: RequestContext) {
  log.warn({ err: error.originalError ?? error }, "graphql.field_failed");
  return { message: "server.unexpected", path: error.path, extensions: { requestId } };
}
