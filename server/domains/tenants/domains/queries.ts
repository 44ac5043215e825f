import type { PlatformDb } from "../../../core/db/database.ts";
import { sql } from "../../../core/db/sql.ts";

/** A domain of a school's own. `token` must stand in its DNS; times are ISO 8601 in UTC. */
export type DomainRow = {
  host: string;
  tenantId: string;
  token: string;
  createdAt: string;
  verifiedAt: string | null;
};

const columns = sql`host, tenant_id as "tenantId", token, created_at as "createdAt", verified_at as "verifiedAt"`;

/** Nothing if somebody has the host already. */
export const insertDomain = (db: PlatformDb, tenantId: string, host: string) =>
  db.one<DomainRow>(sql`
    insert into platform.domains (host, tenant_id) values (${host}, ${tenantId})
    on conflict (host) do nothing returning ${columns}`);

export const findDomain = (db: PlatformDb, host: string) =>
  db.one<DomainRow>(sql`select ${columns} from platform.domains where host = ${host}`);

export const listDomains = (db: PlatformDb, tenantId: string) =>
  db.rows<DomainRow>(
    sql`select ${columns} from platform.domains where tenant_id = ${tenantId} order by host`,
  );

/** Verifies a domain again or for the first time, if it still has the token that was looked for. */
export const markVerified = (db: PlatformDb, host: string, token: string) =>
  db.one<DomainRow>(sql`
    update platform.domains set verified_at = now() where host = ${host} and token = ${token} returning ${columns}`);

export const deleteDomain = (db: PlatformDb, tenantId: string, host: string) =>
  db.run(sql`delete from platform.domains where host = ${host} and tenant_id = ${tenantId}`);
