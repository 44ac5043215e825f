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

/** Names of the control plane's migrations that were applied. */
export async function listAppliedMigrations(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>("select name from platform.migrations order by id");
  return rows.map((row) => row.name);
}

/** Roles of houses that are missing, or have, give or lack what they must not. */
export async function listBrokenRoles(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ role: string; faults: string }>(
    `with house as (
       select role from platform.tenants where status <> 'deleting' union all select role from platform.spare_houses
     )
     select h.role, f.faults
     from house h left join pg_roles r on r.rolname = h.role
     cross join lateral (
       select case when r.oid is null then 'is missing' else nullif(concat_ws(', ',
         case when r.rolsuper then 'is a superuser' end,
         case when r.rolbypassrls then 'passes row policies' end,
         case when r.rolcanlogin then 'may log in' end,
         case when r.rolinherit then 'inherits' end,
         case when r.rolcreaterole or r.rolcreatedb or r.rolreplication then 'may create roles or databases' end,
         case when not pg_has_role('atrium_app', r.oid, 'MEMBER') then 'cannot be entered' end,
         (select 'is a member of ' || string_agg(m.roleid::regrole::text, ', ' order by 1)
          from pg_auth_members m where m.member = r.oid having count(*) > 0),
         (select 'may be entered by ' || string_agg(w.rolname, ', ' order by 1)
          from pg_auth_members m join pg_roles w on w.oid = m.member
          where m.roleid = r.oid and w.rolname not in ('atrium_app', current_user) and not w.rolsuper
          having count(*) > 0)
       ), '') end as faults
     ) f
     where f.faults is not null order by h.role`,
  );
  return rows.map((row) => `${row.role} ${row.faults}`);
}

/** What the login role has of its own, or may become beside the platform's role and those of houses. */
export async function listLoginRoleFaults(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ fault: string }>(
    `select fault from pg_roles r, lateral (
       select 'it has attributes that pass by every rule' as fault
         where r.rolsuper or r.rolbypassrls or r.rolinherit or r.rolcreaterole or r.rolcreatedb or r.rolreplication
       union all
       select 'it has rights on ' || c.oid::regclass from pg_class c
         where exists (select from aclexplode(c.relacl) a where a.grantee = r.oid)
       union all
       select 'it is a member of ' || o.rolname from pg_auth_members m join pg_roles o on o.oid = m.roleid
         where m.member = r.oid and o.rolname not in ('atrium_platform', 'atrium_template')
           and o.rolname !~ '^t_[0-9a-f]{12}$' -- houses, those of other databases of the server included
       union all
       select 'it inherits from or grants ' || m.roleid::regrole from pg_auth_members m
         where m.member = r.oid
           and (m.admin_option or (to_jsonb(m)->>'inherit_option')::boolean) -- the latter from Postgres 16
     ) f
     where r.rolname = 'atrium_app' order by 1 limit 20`,
  );
  return rows.map((row) => row.fault);
}

/** How many workers were heard of within half a minute, and for how many minutes the oldest job that is due waits. */
export async function readWorkers(client: pg.Client): Promise<{ alive: number; waitingMinutes: number }> {
  const { rows } = await client.query<{ alive: number; waitingMinutes: number }>(
    `select (select count(*) from platform.workers where beat_at > now() - interval '30 seconds')::int as alive,
       (select coalesce(extract(epoch from now() - min(run_at)) / 60, 0) from graphile_worker._private_jobs
        where locked_at is null and attempts < max_attempts and run_at <= now())::int as "waitingMinutes"`,
  );
  return rows[0] ?? { alive: 0, waitingMinutes: 0 };
}

/** Spares of the current template: what differs in the others is why they are replaced. */
export async function listSpares(
  client: pg.Client,
  fingerprint: string,
): Promise<{ schema: string; role: string }[]> {
  const { rows } = await client.query<{ schema: string; role: string }>(
    "select schema, role from platform.spare_houses where fingerprint = $1 order by schema",
    [fingerprint],
  );
  return rows;
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
