-- Long work that somebody asked for and watches: its state, progress and outcome. The queue holds the job, this the story.
create table runs (
  id uuid primary key default shared.make_id(),
  school_id uuid not null constraint runs_school_fk references schools on delete cascade,
  task text not null,
  title text not null default '',
  state text not null default 'queued'
    constraint runs_state_known check (state in ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
  fraction real not null default 0 constraint runs_fraction_range check (fraction between 0 and 1),
  phase text not null default '',
  detail jsonb not null default '{}',
  error text, -- a reason to translate, as in AppError
  requested_by uuid default shared.actor_id() constraint runs_requester_fk references people on delete set null,
  -- which attempt owns the run; one that lost it (its worker was taken for dead) changes nothing any more
  owner text,
  cancel_requested_at timestamptz,
  started_at timestamptz,
  finished_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint runs_finished_check check ((finished_at is not null) = (state in ('succeeded', 'failed', 'cancelled')))
);
create index runs_by_school on runs (school_id, created_at desc, id desc);
create trigger runs_touch before update on runs for each row execute function shared.touch_updated_at();
alter table runs enable row level security;
create policy runs_read on runs for select using (
  is_self(requested_by) or school_id in (select schools_where('jobs.watch'))
);
create policy runs_insert on runs for insert with check (
  requested_by is not distinct from (select shared.actor_id())
  and school_id in (select schools_where('school.read'))
);
create policy runs_update on runs for update using (
  is_self(requested_by) or school_id in (select schools_where('jobs.watch'))
);
create policy runs_delete on runs for delete using ((select shared.actor_is_system()));
