import type { PlatformDb, TenantStatus } from "../../core/db/database.ts";
import { json, sql } from "../../core/db/sql.ts";

/** A tenant as the console and the command show it. Times are ISO 8601 in UTC. */
export type TenantRow = {
  id: string;
  slug: string;
  name: string;
  schema: string;
  role: string;
  status: TenantStatus;
  database: string;
  templateVersion: string;
  statusReason: string | null;
  migrationError: string | null;
  createdAt: string;
};

const columns = sql`id, slug, name, schema, role, status, database, template_version as "templateVersion",
  status_reason as "statusReason", migration_error as "migrationError", created_at as "createdAt"`;

/** Takes the oldest spare house of the current template for a new tenant; nothing if there is none left. */
export const claimSpare = (db: PlatformDb, slug: string, name: string, status: "provisioning" | "active") =>
  db.one<TenantRow>(sql`
    with spare as (
      delete from platform.spare_houses where schema = (
        select s.schema from platform.spare_houses s join platform.template_state t using (fingerprint)
        order by s.built_at limit 1 for update of s skip locked
      ) returning schema, role, template_version
    )
    insert into platform.tenants (slug, name, schema, role, status, template_version)
    select ${slug}, ${name}, schema, role, ${status}, template_version from spare
    returning ${columns}`);

export const listTenants = (db: PlatformDb) =>
  db.rows<TenantRow>(sql`select ${columns} from platform.tenants order by slug`);

export const findTenantBySlug = (db: PlatformDb, slug: string) =>
  db.one<TenantRow>(sql`select ${columns} from platform.tenants where slug = ${slug}`);

/** Moves a tenant between two states; nothing if it is not in one of `from`. */
export const updateStatus = (
  db: PlatformDb,
  slug: string,
  from: readonly string[],
  to: string,
  reason: string | null,
) =>
  db.one<TenantRow>(sql`
    update platform.tenants set status = ${to}, status_reason = ${reason}
    where slug = ${slug} and status = any (${from}) returning ${columns}`);

export const updateSlug = (db: PlatformDb, slug: string, to: string) =>
  db.one<TenantRow>(sql`
    update platform.tenants set slug = ${to} where slug = ${slug} and status <> 'deleting' returning ${columns}`);

export const deleteTenantRow = (db: PlatformDb, id: string) =>
  db.run(sql`delete from platform.tenants where id = ${id} and status = 'deleting'`);

export const insertTenantAudit = (
  db: PlatformDb,
  tenantId: string,
  actor: string,
  action: string,
  details: Record<string, unknown>,
) =>
  db.run(sql`
    insert into platform.tenant_audit (tenant_id, actor, action, details)
    values (${tenantId}, ${actor}, ${action}, ${json(details)}::jsonb)`);

/** The work that waited for the house to open goes on. */
export const hastenJobs = (db: PlatformDb, tenantId: string) =>
  db.run(sql`select platform.hasten_jobs(${tenantId})`);

export const enqueuePlatformJob = (
  db: PlatformDb,
  task: string,
  payload: Record<string, unknown>,
  key: string,
) => db.run(sql`select platform.add_job(${task}, ${json(payload)}::json, ${key})`);
