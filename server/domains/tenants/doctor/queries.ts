import type pg from "pg";

/** What the owner's connection can tell of the installation in one look. */
export type Vitals = { version: number; spares: number; staleSpares: number };

export async function readVitals(client: pg.Client, fingerprint: string): Promise<Vitals> {
  const { rows } = await client.query<Vitals>(
    `select current_setting('server_version_num')::int as version,
       count(*) filter (where fingerprint = $1)::int as spares,
       count(*) filter (where fingerprint <> $1)::int as "staleSpares"
     from platform.spare_houses`,
    [fingerprint],
  );
  if (!rows[0]) throw new Error("The control plane did not answer");
  return rows[0];
}

/** Whether the control plane was ever migrated, and to which template. */
export async function readTemplateState(client: pg.Client): Promise<{ fingerprint: string } | undefined> {
  const there = await client.query<{ there: boolean }>(
    "select to_regclass('platform.template_state') is not null as there",
  );
  if (!there.rows[0]?.there) return undefined;
  const state = await client.query<{ fingerprint: string }>(
    "select fingerprint from platform.template_state",
  );
  return state.rows[0];
}

/** Names of tenant roles that are missing, may log in or inherit, or that the login role may not become. */
export async function listBrokenRoles(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ role: string }>(
    `select t.role from platform.tenants t left join pg_roles r on r.rolname = t.role
     where t.status <> 'deleting'
       and (r.oid is null or r.rolsuper or r.rolbypassrls or not pg_has_role('atrium_app', r.oid, 'MEMBER'))
     order by t.role`,
  );
  return rows.map((row) => row.role);
}

/** Whether the login role has gained rights of its own. */
export async function loginRoleIsBare(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ bare: boolean }>(
    `select not (rolsuper or rolbypassrls or rolinherit or rolcreaterole or rolcreatedb)
       and not exists (
         select from pg_class c, aclexplode(c.relacl) a where a.grantee = r.oid
       ) as bare
     from pg_roles r where rolname = 'atrium_app'`,
  );
  return rows[0]?.bare ?? false;
}

export type StuckJob = {
  id: string;
  task: string;
  attempts: number;
  lockedMinutes: number | null;
  error: string | null;
};

/** Jobs that gave up, and jobs that a worker has held for longer than any job may take. */
export async function listStuckJobs(client: pg.Client): Promise<StuckJob[]> {
  const { rows } = await client.query<StuckJob>(
    `select j.id::text, t.identifier as task, j.attempts::int,
       (extract(epoch from now() - j.locked_at) / 60)::int as "lockedMinutes", j.last_error as error
     from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where j.attempts >= j.max_attempts and j.locked_at is null
        or j.locked_at < now() - interval '4 hours'
     order by j.id limit 100`,
  );
  return rows;
}

export type HouseRow = {
  slug: string;
  schema: string;
  role: string;
  status: string;
  templateVersion: string;
  migrationError: string | null;
};

export async function listHouses(client: pg.Client): Promise<HouseRow[]> {
  const { rows } = await client.query<HouseRow>(
    `select slug, schema, role, status, template_version as "templateVersion", migration_error as "migrationError"
     from platform.tenants order by slug`,
  );
  return rows;
}

/** Schemas that look like houses and belong to nobody: left by a run that was killed. */
export async function listOrphans(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ schema: string }>(
    `select nspname::text as schema from pg_namespace
     where nspname ~ '^t_[0-9a-f]{12}$'
       and nspname not in (select schema from platform.tenants union all select schema from platform.spare_houses)
     order by nspname`,
  );
  return rows.map((row) => row.schema);
}
