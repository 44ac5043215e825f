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

async function openHouse(parts: WebParts, request: FastifyRequest): Promise<TenantRef> {
  const place = placeOf(request.host, parts.config.ROOT_DOMAIN);
  if (place.kind === "town") throw new AppError("NOT_FOUND", "tenants.town");
  const tenant = place.kind === "house" ? await parts.findTenant(place.slug) : null;
  return assertOpen(tenant);
}

/** The tenant if its house is open to people; otherwise the error whose page explains why not. */
export function assertOpen(tenant: TenantRef | null): TenantRef {
  switch (tenant?.status) {
    case "active":
      return tenant;
    case "suspended":
      throw new AppError("UNAVAILABLE", "tenants.suspended");
    case "provisioning":
      throw new AppError("UNAVAILABLE", "tenants.provisioning");
    default:
      throw new AppError("NOT_FOUND", "tenants.unknown"); // a house being deleted is gone for everybody
  }
}
