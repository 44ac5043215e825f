import Fastify, { type FastifyInstance } from "fastify";
import { AppError, statusOf } from "../core/errors.ts";
import { installHealth, type ProbedParts } from "./health.ts";

/** Health and metrics of a process that serves nothing else: the worker. Not yet listening. */
export function createProbes(parts: ProbedParts): FastifyInstance {
  const app = Fastify({ logger: false, bodyLimit: 1, forceCloseConnections: true });
  app.setErrorHandler((error, request, reply) => {
    const known = error instanceof AppError ? error : new AppError("UNAVAILABLE", "server.unexpected");
    const { code, reason } = known;
    return reply.code(statusOf(known)).send({ error: { code, reason, requestId: request.id } });
  });
  installHealth(app, parts);
  return app;
}
