import type { Readable } from "node:stream";
import {
  type AnyTRPCProcedure,
  type AnyTRPCRouter,
  getTRPCErrorFromUnknown,
  getTRPCErrorShape,
  TRPCError,
} from "@trpc/server";
import { getHTTPStatusCode, resolveResponse } from "@trpc/server/http";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { AppError, statusOf } from "../core/errors.ts";
import { announcedBytes, type BodyLimit, type LargeBodies, readText } from "./bodies.ts";
import { maxBodyBytes } from "./limits.ts";
import { runProcedure } from "./run-procedure.ts";
import { toWebRequest } from "./web-request.ts";

export type TrpcOptions<Context> = {
  router: AnyTRPCRouter;
  createContext: (request: FastifyRequest, reply: FastifyReply) => Context | Promise<Context>;
  /** Most calls one request may carry. */
  maxBatchSize: number;
  /** What a call to this procedure may send; asked when the sender is known. */
  bodyLimitOf: (procedure: AnyTRPCProcedure | undefined, context: Context) => BodyLimit;
  largeBodies: LargeBodies;
};

type Call = { path: string; procedure: AnyTRPCProcedure | undefined; input: unknown };
type Answer = { result: { data: unknown } } | { error: { code: number; message: string; data: unknown } };
type Incoming = FastifyRequest<{ Params: { "*": string }; Querystring: { batch?: string; input?: string } }>;

const methodOf = { query: "GET", mutation: "POST", subscription: "GET" } as const;

/**
 * tRPC over HTTP, as the stock client speaks it (https://trpc.io/docs/rpc). The usual case, JSON calls alone or in a
 * batch, is answered here without the stock adapter's detour over web Request, Headers and Response, which costs more
 * than the procedure. Streamed batches (`httpBatchStreamLink`) take the stock resolver.
 *
 * Install inside its own Fastify scope: it replaces that scope's body parsers and error handler.
 */
export function installTrpc<Context>(scope: FastifyInstance, options: TrpcOptions<Context>): void {
  const procedures = options.router._def.procedures as Record<string, AnyTRPCProcedure>;
  const find = (path: string): AnyTRPCProcedure | undefined =>
    Object.hasOwn(procedures, path) ? procedures[path] : undefined;

  scope.removeAllContentTypeParsers();
  // read below, once it is known what is called and who calls
  scope.addContentTypeParser("application/json", (_request, body, done) => done(null, body));
  scope.setErrorHandler((error, _request, reply) => {
    const refused = fromFastify(error);
    const answer = errorAnswer(options.router, refused, undefined, undefined);
    return reply.code(getHTTPStatusCode(answer as never, [refused])).send(answer);
  });

  scope.route({
    method: ["GET", "POST"],
    url: "/*",
    exposeHeadRoute: false,
    config: { metricsLabel: "/trpc" },
    handler: async (request, reply) => {
      const incoming = request as Incoming;
      reply.header("vary", "trpc-accept, accept");
      const procedures = readPaths(incoming, options.maxBatchSize).map((path) => ({
        path,
        procedure: find(path),
      }));
      const context = await options.createContext(request, reply);
      const text = await readInput(incoming, reply, procedures, context, options);
      if (wantsStream(incoming)) return streamed(incoming, reply, context, text, options);

      const calls = readCalls(incoming, procedures, text);
      const signal = abortWhenGone(reply);
      const settled = await Promise.all(
        calls.map((call, index) => run(call, index, request.method, context, signal, options.router)),
      );
      const answers = settled.map((one) => one.answer);
      const errors = settled.map((one) => one.error);
      const wrongMethod = calls.find((_, index) => errors[index]?.code === "METHOD_NOT_SUPPORTED");
      if (wrongMethod?.procedure) reply.header("allow", methodOf[wrongMethod.procedure._def.type]);
      const body = JSON.stringify(isBatch(incoming) ? answers : answers[0]);
      return reply
        .code(getHTTPStatusCode(answers as never, errors))
        .type("application/json")
        .send(body);
    },
  });
}

const wantsStream = (request: Incoming): boolean =>
  (request.headers["trpc-accept"] ?? request.headers.accept ?? "").includes("application/jsonl");

const isBatch = (request: Incoming): boolean => request.query.batch === "1";

function readPaths(request: Incoming, maxBatchSize: number): string[] {
  const paths = isBatch(request) ? request.params["*"].split(",") : [request.params["*"]];
  if (paths.length > maxBatchSize)
    throw new TRPCError({ code: "BAD_REQUEST", message: `At most ${maxBatchSize} calls in one batch` });
  return paths;
}

/** The input's text; a body may be as large as the most patient of its procedures allows its sender. */
async function readInput<Context>(
  request: Incoming,
  reply: FastifyReply,
  called: readonly Omit<Call, "input">[],
  context: Context,
  options: TrpcOptions<Context>,
): Promise<string | undefined> {
  if (request.method === "GET") return request.query.input;
  if (!request.body) return undefined;
  const limits = called.map(({ procedure }) => options.bodyLimitOf(procedure, context));
  const limit = limits.reduce((one, other) => (other.bytes > one.bytes ? other : one));
  const announced = announcedBytes(request);
  if (announced > maxBodyBytes && limit.bytes > maxBodyBytes) await options.largeBodies.enter(reply);
  return readText(request.body as Readable, announced, limit);
}

/** The calls of a request, or a TRPCError when it is malformed as a whole. */
function readCalls(
  request: Incoming,
  called: readonly Omit<Call, "input">[],
  text: string | undefined,
): Call[] {
  const batch = isBatch(request);
  const given = parseInput(text);
  if (batch && given !== undefined && (typeof given !== "object" || given === null))
    throw new TRPCError({ code: "BAD_REQUEST", message: "The input of a batch must be an object" });
  const calls = called.map((one, index) => ({
    ...one,
    input: batch ? (given as Record<number, unknown> | undefined)?.[index] : given,
  }));
  const types = calls.flatMap((call) => call.procedure?._def.type ?? []);
  if (types.some((type) => type !== types[0]))
    throw new TRPCError({ code: "BAD_REQUEST", message: "A batch may not mix queries and mutations" });
  return calls;
}

function parseInput(text: string | undefined): unknown {
  if (!text) return undefined; // no input at all is sent as nothing
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new TRPCError({ code: "BAD_REQUEST", message: "The input is not JSON", cause });
  }
}

async function run<Context>(
  call: Call,
  batchIndex: number,
  method: string,
  ctx: Context,
  signal: AbortSignal,
  router: AnyTRPCRouter,
): Promise<{ answer: Answer; error: TRPCError | undefined }> {
  try {
    if (!call.procedure)
      throw new TRPCError({ code: "NOT_FOUND", message: `No procedure at "${call.path}"` });
    const { type } = call.procedure._def;
    if (type === "subscription")
      throw new TRPCError({ code: "BAD_REQUEST", message: "Live updates are at /ws" });
    if (method !== methodOf[type])
      throw new TRPCError({ code: "METHOD_NOT_SUPPORTED", message: `A ${type} needs ${methodOf[type]}` });
    const data = await runProcedure(call.procedure, {
      path: call.path,
      getRawInput: () => Promise.resolve(call.input),
      ctx,
      type,
      signal,
      batchIndex,
    });
    return { answer: { result: { data } }, error: undefined };
  } catch (cause) {
    const error = getTRPCErrorFromUnknown(cause);
    return { answer: errorAnswer(router, error, call, ctx), error };
  }
}

function errorAnswer(router: AnyTRPCRouter, error: TRPCError, call: Call | undefined, ctx: unknown): Answer {
  return {
    error: getTRPCErrorShape({
      config: router._def._config,
      error,
      path: call?.path,
      type: call?.procedure?._def.type ?? "unknown",
      input: call?.input,
      ctx,
    }),
  };
}

/** Aborts what still runs when the client goes away before it was answered. */
function abortWhenGone(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once("close", () => {
    if (!reply.raw.writableFinished) controller.abort();
  });
  return controller.signal;
}

/** One JSON line for each call as it finishes. Cookies cannot be set here: the headers leave before the calls end. */
async function streamed<Context>(
  request: Incoming,
  reply: FastifyReply,
  context: Context,
  text: string | undefined,
  options: TrpcOptions<Context>,
) {
  const body = request.method === "GET" ? undefined : text;
  const response = await resolveResponse({
    req: toWebRequest(request, abortWhenGone(reply), body ?? ""),
    path: request.params["*"],
    router: options.router,
    error: null,
    maxBatchSize: options.maxBatchSize,
    createContext: async () => context,
  });
  return reply.send(response);
}

const codeOfStatus: Record<number, TRPCError["code"]> = {
  403: "FORBIDDEN",
  404: "NOT_FOUND",
  413: "PAYLOAD_TOO_LARGE",
  415: "UNSUPPORTED_MEDIA_TYPE",
  429: "TOO_MANY_REQUESTS",
  503: "SERVICE_UNAVAILABLE",
};

/** What hooks and Fastify itself refuse before a procedure is reached, in tRPC's words. */
function fromFastify(error: unknown): TRPCError {
  if (error instanceof TRPCError) return error;
  const status =
    error instanceof AppError ? statusOf(error) : ((error as { statusCode?: number }).statusCode ?? 500);
  const code = codeOfStatus[status] ?? (status < 500 ? "BAD_REQUEST" : undefined);
  if (!code) return getTRPCErrorFromUnknown(error);
  return new TRPCError({ code, message: error instanceof Error ? error.message : code, cause: error });
}
