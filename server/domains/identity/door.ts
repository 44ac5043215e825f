import { systemActor } from "../../core/auth.ts";
import type { RequestContext } from "../../core/context.ts";
import type { TenantDb } from "../../core/db/database.ts";

/**
 * What the services of people who are not signed in get: no open transaction. They open their own, so that a refused
 * attempt stays recorded although the call fails.
 */
export type DoorCtx = Pick<
  RequestContext,
  "database" | "tenant" | "viewer" | "ip" | "userAgent" | "origin" | "setCookie" | "log"
>;

/** One transaction of the house itself, on behalf of somebody who has not proved yet who they are. */
export const inHouse = <T>(ctx: DoorCtx, work: (db: TenantDb) => Promise<T>): Promise<T> =>
  ctx.database.withTenant(ctx.tenant, systemActor("sign-in"), work);
