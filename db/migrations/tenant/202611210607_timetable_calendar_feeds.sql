-- Addresses under which a calendar reads somebody's published lessons, one for each calendar. The secret in the address
-- is kept as its SHA-256 only, so it is shown once. `subject_id` is whose lessons: one's own or a ward's.
create table calendar_feeds (
  id uuid primary key default shared.make_id(),
  owner_id uuid not null constraint calendar_feeds_owner_fk references people on delete cascade,
  subject_id uuid not null constraint calendar_feeds_subject_fk references people on delete cascade,
  name text not null constraint calendar_feeds_name check (length(name) between 1 and 60),
  token_hash text not null constraint calendar_feeds_token_once unique,
  created_at timestamptz not null default now(),
  last_read_at timestamptz
);
create index calendar_feeds_by_owner on calendar_feeds (owner_id, created_at);
alter table calendar_feeds enable row level security;
create policy calendar_feeds_read on calendar_feeds for select using (
  is_self(owner_id) or (select shared.actor_is_system())
);
create policy calendar_feeds_insert on calendar_feeds for insert with check (
  is_self(owner_id) and (is_self(subject_id) or subject_id in (select wards()))
);
create policy calendar_feeds_update on calendar_feeds for update using ((select shared.actor_is_system()));
create policy calendar_feeds_delete on calendar_feeds for delete using (is_self(owner_id));
