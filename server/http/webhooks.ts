import type { FastifyInstance } from "fastify";
import { AppError } from "../core/errors.ts";
import { createWebhookIntake, maxWebhookBytes } from "../domains/orders/intake/service.ts";
import type { WebParts } from "./parts.ts";

/**
 * `POST /webhooks/shopify` on a house's host. The body reaches the check of its signature as the bytes that came; the
 * answer is 200 once they are committed, 401 without a fitting signature, 413 above 5 MB, 503 while the database is away
 * (the shop comes again).
 */
export function installWebhooks(scope: FastifyInstance, parts: WebParts): void {
  const intake = createWebhookIntake(parts.database, parts.config, parts.log);
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser("*", { parseAs: "buffer", bodyLimit: maxWebhookBytes }, (_request, body, done) =>
    done(null, body),
  );
  scope.post("/shopify", { bodyLimit: maxWebhookBytes }, async (request, reply) => {
    const { tenant, body } = request;
    if (!tenant) throw new AppError("NOT_FOUND", "tenants.unknown");
    await intake.receive(tenant, request.headers, Buffer.isBuffer(body) ? body : Buffer.alloc(0));
    return reply.code(200).type("text/plain").send("ok");
  });
}
