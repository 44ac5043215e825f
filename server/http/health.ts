import { timingSafeEqual } from "node:crypto";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { AppError } from "../core/errors.ts";
import type { WebParts } from "./parts.ts";

const patience = 2_000; // ms a probe waits for the database

/** What probes ask of a process. */
export type ProbedParts = Pick<WebParts, "database" | "metrics" | "listening"> & {
  readonly config: Pick<WebParts["config"], "METRICS_TOKEN">;
};

/**
 * `/live`: the process runs. `/ready`: it can serve, which a balancer asks; 503 while the database is away or the
 * process is leaving, and 200 again by itself. `/health`: the same with its parts, for people. `/metrics`: Prometheus.
 */
export function installHealth(app: FastifyInstance, parts: ProbedParts): void {
  let leaving = false;
  app.addHook("preClose", async () => {
    leaving = true;
  });
  const quiet = { logLevel: "warn" } as const;

  app.get("/live", quiet, async () => ({ status: "ok" }));

  app.get("/ready", quiet, async (_request, reply) => {
    const database = await probe(parts);
    const ready = database.ok && !leaving;
    return reply
      .code(ready ? 200 : 503)
      .header("cache-control", "no-store")
      .send({ status: ready ? "ok" : leaving ? "leaving" : "database away" });
  });

  app.get("/health", quiet, async (_request, reply) => {
    const database = await probe(parts);
    return reply
      .code(database.ok ? 200 : 503)
      .header("cache-control", "no-store")
      .send({
        status: database.ok ? (parts.listening() ? "ok" : "degraded") : "down",
        database,
        notifications: { listening: parts.listening() },
        uptimeSeconds: Math.round(process.uptime()),
      });
  });

  app.get("/metrics", quiet, async (request, reply) => {
    if (!mayScrape(request, parts.config.METRICS_TOKEN))
      throw new AppError("FORBIDDEN", "metrics.token_needed");
    return reply.type(parts.metrics.registry.contentType).send(await parts.metrics.registry.metrics());
  });
}

async function probe(parts: ProbedParts): Promise<{ ok: boolean; ms: number }> {
  const started = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error("too slow")), patience);
  });
  const ok = await Promise.race([parts.database.ping(), late]).then(
    () => true,
    () => false,
  );
  clearTimeout(timer);
  return { ok, ms: Math.round(performance.now() - started) };
}

/** With a token only its bearer; without one only this machine itself (and nobody who came through a proxy). */
function mayScrape(request: FastifyRequest, token: string | undefined): boolean {
  if (!token)
    return (
      ["127.0.0.1", "::1", "::ffff:127.0.0.1"].includes(request.raw.socket.remoteAddress ?? "") &&
      request.headers["x-forwarded-for"] === undefined
    );
  const given = Buffer.from(request.headers.authorization ?? "");
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
