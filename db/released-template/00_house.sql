-- What every house has: the functions its policies ask, the events that pages watch, and the record of who did what.

-- Schools in which the actor holds a permission. A membership without a school counts for all of them.
create function schools_where(wanted text) returns setof uuid
  language sql stable security definer rows 5 set search_path from current as $$
  select s.id
  from schools s
  where shared.actor_is_system()
    or exists (
      select from memberships m
      join people a on a.id = m.person_id and a.status <> 'deactivated'
      join shared.role_permissions() p on p.role = m.role
      where m.person_id = shared.actor_id()
        and p.permission = wanted
        and (m.school_id is null or m.school_id = s.id)
    )
$$;

-- Whether the actor holds a permission for the whole tenant.
create function may_everywhere(wanted text) returns boolean
  language sql stable security definer set search_path from current as $$
  select shared.actor_is_system()
    or exists (
      select from memberships m
      join people a on a.id = m.person_id and a.status <> 'deactivated'
      join shared.role_permissions() p on p.role = m.role
      where m.person_id = shared.actor_id() and p.permission = wanted and m.school_id is null
    )
$$;

-- Whether the actor holds a permission in at least one school.
create function may_somewhere(wanted text) returns boolean
  language sql stable security definer set search_path from current as $$
  select shared.actor_is_system()
    or exists (
      select from memberships m
      join people a on a.id = m.person_id and a.status <> 'deactivated'
      join shared.role_permissions() p on p.role = m.role
      where m.person_id = shared.actor_id() and p.permission = wanted
    )
$$;

-- Whether a row is the actor's own.
create function is_self(person uuid) returns boolean
  language sql stable parallel safe as $$
  select coalesce(person = shared.actor_id(), false)
$$;

-- The pupils whose guardian the actor is.
create function wards() returns setof uuid
  language sql stable security definer rows 3 set search_path from current as $$
  select g.pupil_id from guardianships g where g.guardian_id = shared.actor_id()
$$;

-- Facts that open pages follow. Readers deliver only below their snapshot's xmin, ordered by transaction, so that a
-- cursor never skips an event of a transaction that was slower to commit.
create table live_events (
  id bigint generated always as identity primary key,
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz not null default now(),
  topic text not null,
  kind text not null,
  entity text not null,
  entity_id text not null,
  version int,
  payload jsonb not null default '{}'
);
create index live_events_by_transaction on live_events (xid, id);
create index live_events_by_age on live_events (at);
alter table live_events enable row level security;
create policy live_events_read on live_events for select using ((select shared.actor_is_system()));
create policy live_events_write on live_events for insert with check (true);
create policy live_events_prune on live_events for delete using ((select shared.actor_is_system()));

-- Who did what. Nobody changes or removes an entry: there is no policy for it.
create table audit_entries (
  id uuid primary key default shared.make_id(),
  at timestamptz not null default now(),
  actor_id uuid default shared.actor_id(),
  action text not null,
  entity text not null,
  entity_id text not null,
  school_id uuid,
  details jsonb not null default '{}'
);
create index audit_entries_by_entity on audit_entries (entity, entity_id, at);
create index audit_entries_by_time on audit_entries (at);
alter table audit_entries enable row level security;
create policy audit_entries_read on audit_entries for select using (
  school_id in (select schools_where('audit.read')) or (select may_everywhere('audit.read'))
);
create policy audit_entries_write on audit_entries for insert with check (
  actor_id is not distinct from (select shared.actor_id())
);
