import type { Actor, Viewer } from "./auth.ts";
import type { Database, TenantDb, TenantRef } from "./db/database.ts";
import type { Logger } from "./log.ts";

/** What a service gets: who acts, in which house, inside the transaction that is already open. */
export type Ctx = {
  readonly tenant: TenantRef;
  readonly actor: Actor;
  readonly db: TenantDb;
  readonly log: Logger;
  readonly requestId: string;
};

/** What one request carries before any transaction is open. */
export type RequestContext = {
  readonly database: Database;
  readonly tenant: TenantRef;
  readonly viewer: Viewer | null;
  readonly log: Logger;
  readonly requestId: string;
  /** Address of the client, for rate limits and the list of sessions. */
  readonly ip: string;
  readonly userAgent: string;
  /** Origin of this house's pages, e.g. `http://north.localhost:3000`, for links in mail. */
  readonly origin: string;
  /** Headers to add to the answer (session cookies). */
  readonly setCookie: (cookie: string) => void;
};
