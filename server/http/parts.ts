import type { Viewer } from "../core/auth.ts";
import type { Config } from "../core/config.ts";
import type { Database, TenantRef } from "../core/db/database.ts";
import type { Logger } from "../core/log.ts";
import type { Metrics } from "../core/metrics.ts";

/** Who sent a request; `renewedCookie` is set when the session was extended and the browser must hear of it. */
type SignedIn = { readonly viewer: Viewer; readonly renewedCookie: string | null };

/** What the web process is made of; server/main.ts puts the real ones in, tests their own. */
export type WebParts = {
  readonly config: Pick<
    Config,
    | "ROOT_DOMAIN"
    | "PUBLIC_URL_SCHEME"
    | "TRUST_PROXY"
    | "RATE_LIMIT_PER_MINUTE"
    | "WEBHOOKS_PER_MINUTE"
    | "SEAL_KEYS"
    | "SECRET"
    | "METRICS_TOKEN"
    | "NODE_ENV"
    | "production"
  >;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly database: Database;
  /** The tenant of a subdomain, from the process's cache. */
  readonly findTenant: (slug: string) => Promise<TenantRef | null>;
  /** The tenant of a school's own domain, verified, from the process's cache. */
  readonly findTenantByDomain: (host: string) => Promise<TenantRef | null>;
  /** The session of a `Cookie` header, from the process's cache. */
  readonly readSession: (tenant: TenantRef, cookieHeader: string | undefined) => Promise<SignedIn | null>;
  /** Whether notifications arrive, for /health. */
  readonly listening: () => boolean;
};

declare module "fastify" {
  interface FastifyRequest {
    /** The open house this request is for; set before handlers of house routes run. */
    tenant: TenantRef | null;
  }
  interface FastifyContextConfig {
    /** Label of the request's metrics, where the route's pattern would say too little. */
    metricsLabel?: string;
  }
}
