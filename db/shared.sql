-- Code that every house uses. Applied at each migration (create or replace); it holds no data.
-- `shared.make_id()` and `shared.role_permissions()` depend on the server and the code: server/core/db/shared-code.ts.

-- The person who acts, or null for the system and for nobody.
create or replace function shared.actor_id() returns uuid
  language sql stable parallel safe as $$
  select case
    when current_setting('atrium.actor', true) in ('', 'system') then null
    else current_setting('atrium.actor', true)::uuid
  end
$$;

-- Whether the product itself acts: jobs, sign-in, provisioning.
create or replace function shared.actor_is_system() returns boolean
  language sql stable parallel safe as $$
  select coalesce(current_setting('atrium.actor', true) = 'system', false)
$$;

-- How people sort names: letters by language, numbers by value, so that 7B comes before 10A.
create collation if not exists shared.natural (provider = icu, locale = 'und-u-kn-true');

create or replace function shared.touch_updated_at() returns trigger
  language plpgsql as $$
begin
  new.updated_at := now();
  return new;
end
$$;

-- Adds a job for the house whose role is active. The tenant in the payload is the database's word: it comes from
-- `role`, which SECURITY DEFINER does not change, and overwrites whatever the caller wrote. Keys and queues are the
-- tenant's own, so that one school can neither replace nor hold up another's jobs. Every job has a key of some kind: one
-- without was replaced (`replaced-jobs.ts`).
create or replace function shared.add_tenant_job(
  task text,
  payload json,
  key text default null,
  run_at timestamptz default null,
  max_attempts int default null,
  queue text default null,
  priority int default null
) returns bigint
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  tenant uuid;
  job bigint;
begin
  select t.id into tenant from platform.tenants t where t.role = current_setting('role');
  if tenant is null then
    raise insufficient_privilege using message = 'Only a tenant adds tenant jobs';
  end if;
  if json_typeof(coalesce(add_tenant_job.payload, '{}')) <> 'object' then
    raise invalid_parameter_value using message = 'The payload of a job is an object';
  end if;
  select j.id into job
  from graphile_worker.add_job(
    identifier => add_tenant_job.task,
    payload => (coalesce(add_tenant_job.payload, '{}')::jsonb || jsonb_build_object('tenant', tenant))::json,
    queue_name => tenant || ':' || add_tenant_job.queue,
    run_at => add_tenant_job.run_at,
    max_attempts => add_tenant_job.max_attempts,
    job_key => tenant || ':' || coalesce(add_tenant_job.key, gen_random_uuid()::text),
    priority => add_tenant_job.priority
  ) j;
  return job;
end
$$;

-- Adds a job of the platform itself, for nobody but the control plane's role.
create or replace function platform.add_job(task text, payload json, key text default null) returns bigint
  language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  select j.id from graphile_worker.add_job(
    identifier => add_job.task, payload => add_job.payload, job_key => 'platform:' || coalesce(add_job.key, gen_random_uuid()::text)
  ) j
$$;

-- Makes the jobs due that were postponed because the tenant's house was closed, for the control plane's role alone.
create or replace function platform.hasten_jobs(tenant uuid) returns void
  language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update graphile_worker._private_jobs set run_at = now()
  where payload->>'tenant' = hasten_jobs.tenant::text and locked_at is null and attempts < max_attempts
    and run_at > now() and last_error like '%tenants.not_open%'
$$;

-- What the queue holds, for metrics: jobs by task and state, and the age in seconds of the one that is due for longest.
create or replace function platform.queue_state()
  returns table (task text, state text, jobs int, oldest_seconds float8)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select t.identifier, s.state, count(*)::int, extract(epoch from now() - min(j.run_at))::float8
  from graphile_worker._private_jobs j
  join graphile_worker._private_tasks t on t.id = j.task_id
  cross join lateral (
    select case
      when j.locked_at is not null then 'running'
      when j.attempts >= j.max_attempts then 'failed'
      when j.run_at > now() then 'scheduled'
      else 'ready'
    end as state
  ) s
  group by t.identifier, s.state
$$;
