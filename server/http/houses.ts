import type { FastifyInstance, FastifyRequest } from "fastify";
import type { TenantRef } from "../core/db/database.ts";
import { AppError } from "../core/errors.ts";
import { originAllowed, placeOf } from "./hosts.ts";
import type { WebParts } from "./parts.ts";

/** Host → open house for every route of this scope, and nothing from a foreign page into it. */
export function installHouses(scope: FastifyInstance, parts: WebParts): void {
  scope.addHook("onRequest", async (request) => {
    const allowed = originAllowed({
      method: request.method,
      host: request.host,
      origin: request.headers.origin,
      hasCookie: request.headers.cookie !== undefined,
    });
    if (!allowed) throw new AppError("FORBIDDEN", "http.foreign_origin");
    request.tenant = await openHouse(parts, request);
  });
}

/**
 * `/known-host?domain=…`: whether this installation answers at a host, which a proxy asks before it gets a certificate
 * for a school's own domain. It tells nobody more than a request to that host would.
 */
export function installKnownHost(app: FastifyInstance, parts: WebParts): void {
  app.get("/known-host", { logLevel: "warn" }, async (request, reply) => {
    const { domain } = request.query as { domain?: unknown };
    const known = await openHouseAt(parts, typeof domain === "string" ? domain : undefined).then(
      () => true,
      (error: unknown) => {
        if (error instanceof AppError && error.reason !== "database.away") return false;
        throw error;
      },
    );
    return reply
      .code(known ? 200 : 404)
      .header("cache-control", "no-store")
      .send({ known });
  });
}

async function openHouse(parts: WebParts, request: FastifyRequest): Promise<TenantRef> {
  const tenant = await openHouseAt(parts, request.host);
  if (!isSubdomain(parts, request)) request.log = request.log.child({ tenant: tenant.slug }); // others have it already
  return tenant;
}

const isSubdomain = (parts: WebParts, request: FastifyRequest): boolean =>
  placeOf(request.host, parts.config.ROOT_DOMAIN).kind === "house";

/** The open house at a Host header: a subdomain's, or that of a school's own domain. */
export async function openHouseAt(parts: WebParts, host: string | undefined): Promise<TenantRef> {
  const place = placeOf(host, parts.config.ROOT_DOMAIN);
  if (place.kind === "town") throw new AppError("NOT_FOUND", "tenants.town");
  return assertOpen(
    place.kind === "house" ? await parts.findTenant(place.slug) : await parts.findTenantByDomain(place.host),
  );
}

/** The tenant if its house is open to people; otherwise the error whose page explains why not. */
function assertOpen(tenant: TenantRef | null): TenantRef {
  switch (tenant?.status) {
    case "active":
      return tenant;
    case "suspended":
      throw new AppError("UNAVAILABLE", "tenants.suspended", { school: tenant.name });
    case "provisioning":
      throw new AppError("UNAVAILABLE", "tenants.provisioning");
    default:
      throw new AppError("NOT_FOUND", "tenants.unknown"); // a house being deleted is gone for everybody
  }
}
