-- The model house of the last release; written by scripts/release-template.ts.
-- version 0
-- file 00_house.sql
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

-- file 05_identity.sql
-- Who people are: accounts, the roles they hold, how they sign in, and the mail that tells them so.

-- A pupil of a primary school may have no address; such a person is known but cannot sign in.
create table people (
  id uuid primary key default shared.make_id(),
  email text constraint people_email_form check (email = lower(email) and email like '%_@_%'),
  name text not null constraint people_name_length check (length(name) between 1 and 200),
  locale text not null default 'en' constraint people_locale_form check (locale ~ '^[a-z]{2}(-[A-Z]{2})?$'),
  status text not null default 'invited' constraint people_status_known check (status in ('invited', 'active', 'deactivated')),
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid default shared.actor_id()
);
create unique index people_email_once on people (email);
create index people_by_name on people (lower(name), id);
create trigger people_touch before update on people for each row execute function shared.touch_updated_at();

-- A role in one school, or without a school in every school of the tenant. 10_school.sql adds the foreign key.
create table memberships (
  id uuid primary key default shared.make_id(),
  person_id uuid not null constraint memberships_person_fk references people on delete cascade,
  school_id uuid,
  role text not null constraint memberships_role_known check (role in ('pupil', 'guardian', 'teacher', 'timetabler', 'school_admin')),
  created_at timestamptz not null default now(),
  constraint memberships_once unique nulls not distinct (person_id, school_id, role)
);
create index memberships_by_school on memberships (school_id, role);

create table guardianships (
  id uuid primary key default shared.make_id(),
  guardian_id uuid not null constraint guardianships_guardian_fk references people on delete cascade,
  pupil_id uuid not null constraint guardianships_pupil_fk references people on delete cascade,
  created_at timestamptz not null default now(),
  constraint guardianships_once unique (guardian_id, pupil_id),
  constraint guardianships_not_self check (guardian_id <> pupil_id)
);
create index guardianships_by_pupil on guardianships (pupil_id);

-- Apart from people, so that no query of a person can ever carry a hash along.
create table passwords (
  person_id uuid primary key constraint passwords_person_fk references people on delete cascade,
  hash text not null,
  changed_at timestamptz not null default now()
);

-- The id is the SHA-256 of what the cookie holds: who reads this table cannot sign in with it.
create table sessions (
  id text primary key,
  user_id uuid not null constraint sessions_person_fk references people on delete cascade,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  ip text not null default '',
  user_agent text not null default ''
);
create index sessions_by_person on sessions (user_id);

create table invitations (
  id uuid primary key default shared.make_id(),
  person_id uuid not null constraint invitations_person_fk references people on delete cascade,
  role text not null constraint invitations_role_known check (role in ('pupil', 'guardian', 'teacher', 'timetabler', 'school_admin')),
  school_id uuid,
  token_hash text not null constraint invitations_token_once unique,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz,
  invited_by uuid constraint invitations_inviter_fk references people on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index invitations_by_person on invitations (person_id);
create trigger invitations_touch before update on invitations for each row execute function shared.touch_updated_at();

create table password_resets (
  id uuid primary key default shared.make_id(),
  person_id uuid not null constraint password_resets_person_fk references people on delete cascade,
  token_hash text not null constraint password_resets_token_once unique,
  expires_at timestamptz not null,
  used_at timestamptz,
  created_at timestamptz not null default now()
);
create index password_resets_by_person on password_resets (person_id);

-- What the limits count. `account` is the address that was typed, hashed, whether or not anybody has it.
create table sign_in_attempts (
  id bigint generated always as identity primary key,
  kind text not null constraint sign_in_attempts_kind_known check (kind in ('sign_in', 'password', 'reset')),
  account text not null,
  address text not null,
  at timestamptz not null default now(),
  ok boolean not null
);
create index sign_in_attempts_by_account on sign_in_attempts (account, at);
create index sign_in_attempts_by_address on sign_in_attempts (address, at);

-- Outgoing mail. Bodies are emptied once a mail service has taken them: they may hold links that open an account.
create table mails (
  id uuid primary key default shared.make_id(),
  kind text not null,
  recipient text not null,
  person_id uuid constraint mails_person_fk references people on delete cascade,
  locale text not null default 'en',
  subject text not null,
  body_text text,
  body_html text,
  state text not null default 'queued' constraint mails_state_known check (state in ('queued', 'sent', 'mailbox', 'failed')),
  failure text,
  created_at timestamptz not null default now(),
  sent_at timestamptz
);
create index mails_by_time on mails (created_at desc, id desc);

-- Whether the actor may change a person: they belong to nothing beyond the schools whose people the actor manages.
create function manages(person uuid) returns boolean
  language sql stable security definer set search_path from current as $$
  select may_everywhere('people.manage')
    or exists (select from memberships m where m.person_id = person)
    and not exists (
      select from memberships m
      where m.person_id = person
        and (m.school_id is null or m.school_id not in (select schools_where('people.manage')))
    )
$$;

-- Ends a person's sessions, all or all but one, and says which: own ones, or those of a person the actor manages.
create function end_sessions(person uuid, but text default null) returns setof text
  language sql security definer set search_path from current as $$
  delete from sessions s
  where s.user_id = person
    and s.id is distinct from but
    and (is_self(person) or manages(person))
  returning s.id
$$;

-- Who has an address, for somebody about to invite it: people of other schools of the tenant are found too.
create function person_with_email(address text) returns table (id uuid, status text)
  language sql stable security definer rows 1 set search_path from current as $$
  select p.id, p.status from people p where p.email = lower(address) and may_somewhere('people.manage')
$$;

alter table people enable row level security;
create policy people_read on people for select using (
  is_self(id)
  or id in (select wards())
  or (select may_everywhere('people.read'))
  or exists (
    select from memberships m
    where m.person_id = people.id
      and (m.school_id in (select schools_where('people.read')) or m.school_id is null and (select may_somewhere('people.read')))
  )
);
create policy people_add on people for insert with check ((select may_somewhere('people.manage')));
create policy people_edit on people for update using (is_self(id) or manages(id));
create policy people_remove on people for delete using (manages(id));

alter table memberships enable row level security;
create policy memberships_read on memberships for select using (
  is_self(person_id)
  or person_id in (select wards())
  or (select may_everywhere('people.read'))
  or school_id in (select schools_where('people.read'))
  or school_id is null and (select may_somewhere('people.read'))
);
create policy memberships_add on memberships for insert with check (
  school_id in (select schools_where('people.manage')) or (select may_everywhere('people.manage'))
);
create policy memberships_remove on memberships for delete using (
  school_id in (select schools_where('people.manage')) or (select may_everywhere('people.manage'))
);

alter table guardianships enable row level security;
create policy guardianships_read on guardianships for select using (
  is_self(guardian_id)
  or is_self(pupil_id)
  or (select may_everywhere('people.read'))
  or exists (
    select from memberships m where m.person_id = pupil_id and m.school_id in (select schools_where('people.read'))
  )
);
create policy guardianships_add on guardianships for insert with check (manages(pupil_id));
create policy guardianships_remove on guardianships for delete using (manages(pupil_id));

alter table passwords enable row level security;
create policy passwords_system on passwords for all using ((select shared.actor_is_system()));

alter table sessions enable row level security;
create policy sessions_read on sessions for select using (is_self(user_id) or (select shared.actor_is_system()));
create policy sessions_add on sessions for insert with check ((select shared.actor_is_system()));
create policy sessions_edit on sessions for update using ((select shared.actor_is_system()));
create policy sessions_remove on sessions for delete using (is_self(user_id) or (select shared.actor_is_system()));

alter table invitations enable row level security;
create policy invitations_read on invitations for select using (
  school_id in (select schools_where('people.manage')) or (select may_everywhere('people.manage'))
);
create policy invitations_add on invitations for insert with check (
  school_id in (select schools_where('people.manage')) or (select may_everywhere('people.manage'))
);
create policy invitations_edit on invitations for update using (
  school_id in (select schools_where('people.manage')) or (select may_everywhere('people.manage'))
);
create policy invitations_remove on invitations for delete using ((select shared.actor_is_system()));

alter table password_resets enable row level security;
create policy password_resets_system on password_resets for all using ((select shared.actor_is_system()));

alter table sign_in_attempts enable row level security;
create policy sign_in_attempts_system on sign_in_attempts for all using ((select shared.actor_is_system()));

-- Whoever manages people queues mail to them; only what goes to people one manages can be read.
alter table mails enable row level security;
create policy mails_read on mails for select using ((select may_everywhere('mailbox.read')) or manages(person_id));
create policy mails_add on mails for insert with check ((select may_somewhere('people.manage')));
create policy mails_edit on mails for update using ((select shared.actor_is_system()));
create policy mails_prune on mails for delete using ((select shared.actor_is_system()));

-- file 10_school.sql
-- A school and what its timetable is made of: years, the week, subjects, teachers, sets and rooms.
-- Every reference carries the school along, so that the database itself refuses a teacher of another school.
-- Names are unique among what is not deleted; a removed row keeps its place until it is restored or purged.

create table schools (
  id uuid primary key default shared.make_id(),
  slug text not null constraint schools_slug_check check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text not null constraint schools_name_check check (name <> ''),
  short_name text not null default '',
  time_zone text not null default 'UTC',
  locale text not null default 'en',
  first_weekday smallint not null default 1 constraint schools_first_weekday_check
    check (first_weekday between 1 and 7), -- ISO: 1 is Monday
  accent_hue smallint not null default 264 constraint schools_accent_hue_check check (accent_hue between 0 and 359),
  timetable_mode text not null default 'official' constraint schools_timetable_mode_check
    check (timetable_mode in ('official', 'mornings-afternoons', 'block-planning', 'terms')),
  days_per_term smallint constraint schools_days_per_term_check check (days_per_term > 0), -- mode terms only
  comments text not null default '',
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid default shared.actor_id(),
  deleted_at timestamptz
);
create unique index schools_slug_once on schools (slug) where deleted_at is null;
create unique index schools_name_once on schools (name) where deleted_at is null;
create trigger schools_touch before update on schools
  for each row execute function shared.touch_updated_at();
alter table schools enable row level security;
create policy schools_read on schools for select using (id in (select schools_where('school.read')));
create policy schools_insert on schools for insert with check ((select may_everywhere('school.settings')));
create policy schools_update on schools for update
  using (id in (select schools_where('school.settings')));
-- Roles and invitations of 05_identity.sql end with their school.
alter table memberships add constraint memberships_school_fk
  foreign key (school_id) references schools on delete cascade;
alter table invitations add constraint invitations_school_fk
  foreign key (school_id) references schools on delete cascade;

-- The school's years; the current one is the one that holds today.
create table academic_years (
  id uuid primary key default shared.make_id(),
  school_id uuid not null constraint academic_years_school_fk references schools on delete cascade,
  name text not null constraint academic_years_name_check check (name <> ''),
  starts_on date not null,
  ends_on date not null,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid default shared.actor_id(),
  deleted_at timestamptz,
  constraint academic_years_order_check check (starts_on < ends_on),
  constraint academic_years_of_school unique (school_id, id)
);
create unique index academic_years_name_once on academic_years (school_id, name) where deleted_at is null;
create trigger academic_years_touch before update on academic_years
  for each row execute function shared.touch_updated_at();
alter table academic_years enable row level security;
create policy academic_years_read on academic_years for select using (school_id in (select schools_where('school.read')));
create policy academic_years_insert on academic_years for insert with check (school_id in (select schools_where('school.edit')));
create policy academic_years_update on academic_years for update using (school_id in (select schools_where('school.edit')));
create policy academic_years_delete on academic_years for delete using (school_id in (select schools_where('school.edit')));

-- Parts of a year; names repeat from year to year.
create table terms (
  id uuid primary key default shared.make_id(),
  school_id uuid not null constraint terms_school_fk references schools on delete cascade,
  academic_year_id uuid not null,
  name text not null constraint terms_name_check check (name <> ''),
  starts_on date not null,
  ends_on date not null,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid default shared.actor_id(),
  deleted_at timestamptz,
  constraint terms_academic_year_fk foreign key (school_id, academic_year_id)
    references academic_years (school_id, id) on delete cascade,
  constraint terms_order_check check (starts_on < ends_on),
  constraint terms_of_school unique (school_id, id)
);
create unique index terms_name_once on terms (academic_year_id, name) where deleted_at is null;
create trigger terms_touch before update on terms
  for each row execute function shared.touch_updated_at();
alter table terms enable row level security;
create policy terms_read on terms for select using (school_id in (select schools_where('school.read')));
create policy terms_insert on terms for insert with check (school_id in (select schools_where('school.edit')));
create policy terms_update on terms for update using (school_id in (select schools_where('school.edit')));
create policy terms_delete on terms for delete using (school_id in (select schools_where('school.edit')));

-- Days of the timetable's cycle in order, positions from 0. In the mode mornings-afternoons each row is half a day.
create table days (
  id uuid primary key default shared.make_id(),
  school_id uuid not null constraint days_school_fk references schools on delete cascade,
  position int not null,
  name text not null constraint days_name_check check (name <> ''),
  weekday smallint constraint days_weekday_check
    check (weekday between 1 and 7), -- ISO; null in a cycle that drifts through the week
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid default shared.actor_id(),
  deleted_at timestamptz,
  constraint days_of_school unique (school_id, id)
);
create unique index days_name_once on days (school_id, name) where deleted_at is null;
create trigger days_touch before update on days
  for each row execute function shared.touch_updated_at();
alter table days enable row level security;
create policy days_read on days for select using (school_id in (select schools_where('school.read')));
create policy days_insert on days for insert with check (school_id in (select schools_where('school.edit')));
create policy days_update on days for update using (school_id in (select schools_where('school.edit')));
create policy days_delete on days for delete using (school_id in (select schools_where('school.edit')));

-- Periods of a day in order, positions from 0, with the bands between them (is_break). A timetable counts the rows that
-- are not breaks: its hour 0 is the first of those.
create table periods (
  id uuid primary key default shared.make_id(),
  school_id uuid not null constraint periods_school_fk references schools on delete cascade,
  position int not null,
  name text not null constraint periods_name_check check (name <> ''),
  starts_at time,
  ends_at time,
  is_break boolean not null default false,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid default shared.actor_id(),
  deleted_at timestamptz,
  constraint periods_clock_check check (starts_at < ends_at),
  constraint periods_of_school unique (school_id, id)
);
create unique index periods_name_once on periods (school_id, name) where deleted_at is null;
create trigger periods_touch before update on periods
  for each row execute function shared.touch_updated_at();
alter table periods enable row level security;
create policy periods_read on periods for select using (school_id in (select schools_where('school.read')));
create policy periods_insert on periods for insert with check (school_id in (select schools_where('school.edit')));
create policy periods_update on periods for update using (school_id in (select schools_where('school.edit')));
create policy periods_delete on periods for delete using (school_id in (select schools_where('school.edit')));

-- What is taught. The hue is one of the twelve of the palette.
create table subjects (
  id uuid primary key default shared.make_id(),
  school_id uuid not null constraint subjects_school_fk references schools on delete cascade,
  name text not null constraint subjects_name_check check (name <> ''),
  short text not null default '',
  hue smallint not null default 9 constraint subjects_hue_check check (hue between 1 and 12),
  comments text not null default '',
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid default shared.actor_id(),
  deleted_at timestamptz,
  constraint subjects_of_school unique (school_id, id)
);
create unique index subjects_name_once on subjects (school_id, name) where deleted_at is null;
create trigger subjects_touch before update on subjects
  for each row execute function shared.touch_updated_at();
alter table subjects enable row level security;
create policy subjects_read on subjects for select using (school_id in (select schools_where('school.read')));
create policy subjects_insert on subjects for insert with check (school_id in (select schools_where('school.edit')));
create policy subjects_update on subjects for update using (school_id in (select schools_where('school.edit')));
create policy subjects_delete on subjects for delete using (school_id in (select schools_where('school.edit')));

-- Marks on lessons that rules speak of: lab, theory, outdoors.
create table tags (
  id uuid primary key default shared.make_id(),
  school_id uuid not null constraint tags_school_fk references schools on delete cascade,
  name text not null constraint tags_name_check check (name <> ''),
  printable boolean not null default true,
  comments text not null default '',
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid default shared.actor_id(),
  deleted_at timestamptz,
  constraint tags_of_school unique (school_id, id)
);
create unique index tags_name_once on tags (school_id, name) where deleted_at is null;
create trigger tags_touch before update on tags
  for each row execute function shared.touch_updated_at();
alter table tags enable row level security;
create policy tags_read on tags for select using (school_id in (select schools_where('school.read')));
create policy tags_insert on tags for insert with check (school_id in (select schools_where('school.edit')));
create policy tags_update on tags for update using (school_id in (select schools_where('school.edit')));
create policy tags_delete on tags for delete using (school_id in (select schools_where('school.edit')));

-- Who teaches: a name in the timetable, linked to a person when that person can sign in.
create table teachers (
  id uuid primary key default shared.make_id(),
  school_id uuid not null constraint teachers_school_fk references schools on delete cascade,
  person_id uuid constraint teachers_person_fk references people on delete set null,
  name text not null constraint teachers_name_check check (name <> ''),
  code text not null default '',
  target_hours numeric(5, 1) constraint teachers_target_hours_check check (target_hours >= 0),
  mornings_afternoons_behavior text not null default 'unrestricted' constraint teachers_behavior_check
    check (mornings_afternoons_behavior in
      ('unrestricted', 'exclusive', 'one-day', 'two-days', 'three-days', 'four-days', 'five-days')),
  comments text not null default '',
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid default shared.actor_id(),
  deleted_at timestamptz,
  constraint teachers_of_school unique (school_id, id)
);
create unique index teachers_name_once on teachers (school_id, name) where deleted_at is null;
create unique index teachers_person_once on teachers (school_id, person_id) where deleted_at is null;
create trigger teachers_touch before update on teachers
  for each row execute function shared.touch_updated_at();
alter table teachers enable row level security;
create policy teachers_read on teachers for select using (school_id in (select schools_where('school.read')));
create policy teachers_insert on teachers for insert with check (school_id in (select schools_where('school.edit')));
create policy teachers_update on teachers for update using (school_id in (select schools_where('school.edit')));
create policy teachers_delete on teachers for delete using (school_id in (select schools_where('school.edit')));

-- What a teacher is qualified for; informative, and used to suggest covers.
create table teacher_subjects (
  school_id uuid not null constraint teacher_subjects_school_fk references schools on delete cascade,
  teacher_id uuid not null,
  subject_id uuid not null,
  position smallint not null default 0,
  constraint teacher_subjects_teacher_fk foreign key (school_id, teacher_id)
    references teachers (school_id, id) on delete cascade,
  constraint teacher_subjects_subject_fk foreign key (school_id, subject_id)
    references subjects (school_id, id) on delete cascade,
  primary key (teacher_id, subject_id)
);
alter table teacher_subjects enable row level security;
create policy teacher_subjects_read on teacher_subjects for select using (school_id in (select schools_where('school.read')));
create policy teacher_subjects_insert on teacher_subjects for insert with check (school_id in (select schools_where('school.edit')));
create policy teacher_subjects_delete on teacher_subjects for delete using (school_id in (select schools_where('school.edit')));

-- Classes: a year holds groups, a group holds subgroups, and one set may lie in several (see student_set_members).
create table student_sets (
  id uuid primary key default shared.make_id(),
  school_id uuid not null constraint student_sets_school_fk references schools on delete cascade,
  kind text not null constraint student_sets_kind_check check (kind in ('year', 'group', 'subgroup')),
  position int not null default 0,
  name text not null constraint student_sets_name_check check (name <> ''),
  size int not null default 0 constraint student_sets_size_check check (size >= 0),
  comments text not null default '',
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid default shared.actor_id(),
  deleted_at timestamptz,
  constraint student_sets_of_school unique (school_id, id)
);
create unique index student_sets_name_once on student_sets (school_id, name) where deleted_at is null;
create trigger student_sets_touch before update on student_sets
  for each row execute function shared.touch_updated_at();
alter table student_sets enable row level security;
create policy student_sets_read on student_sets for select using (school_id in (select schools_where('school.read')));
create policy student_sets_insert on student_sets for insert with check (school_id in (select schools_where('school.edit')));
create policy student_sets_update on student_sets for update using (school_id in (select schools_where('school.edit')));
create policy student_sets_delete on student_sets for delete using (school_id in (select schools_where('school.edit')));

-- Which set lies in which: groups in years, subgroups in groups.
create table student_set_members (
  school_id uuid not null constraint student_set_members_school_fk references schools on delete cascade,
  parent_id uuid not null,
  child_id uuid not null,
  position int not null default 0,
  constraint student_set_members_parent_fk foreign key (school_id, parent_id)
    references student_sets (school_id, id) on delete cascade,
  constraint student_set_members_child_fk foreign key (school_id, child_id)
    references student_sets (school_id, id) on delete cascade,
  constraint student_set_members_self_check check (parent_id <> child_id),
  primary key (parent_id, child_id)
);
create index student_set_members_by_child on student_set_members (child_id);
alter table student_set_members enable row level security;
create policy student_set_members_read on student_set_members for select using (school_id in (select schools_where('school.read')));
create policy student_set_members_insert on student_set_members for insert with check (school_id in (select schools_where('school.edit')));
create policy student_set_members_update on student_set_members for update using (school_id in (select schools_where('school.edit')));
create policy student_set_members_delete on student_set_members for delete using (school_id in (select schools_where('school.edit')));

-- Which pupils belong to which sets: their own timetable follows from it.
create table enrolments (
  school_id uuid not null constraint enrolments_school_fk references schools on delete cascade,
  set_id uuid not null,
  person_id uuid not null constraint enrolments_person_fk references people on delete cascade,
  constraint enrolments_set_fk foreign key (school_id, set_id)
    references student_sets (school_id, id) on delete cascade,
  primary key (set_id, person_id)
);
create index enrolments_by_person on enrolments (person_id);
alter table enrolments enable row level security;
create policy enrolments_read on enrolments for select using (school_id in (select schools_where('people.read'))
  or person_id = (select shared.actor_id()) or person_id in (select wards()));
create policy enrolments_insert on enrolments for insert with check (school_id in (select schools_where('school.edit')));
create policy enrolments_delete on enrolments for delete using (school_id in (select schools_where('school.edit')));

-- Where rooms are.
create table buildings (
  id uuid primary key default shared.make_id(),
  school_id uuid not null constraint buildings_school_fk references schools on delete cascade,
  name text not null constraint buildings_name_check check (name <> ''),
  comments text not null default '',
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid default shared.actor_id(),
  deleted_at timestamptz,
  constraint buildings_of_school unique (school_id, id)
);
create unique index buildings_name_once on buildings (school_id, name) where deleted_at is null;
create trigger buildings_touch before update on buildings
  for each row execute function shared.touch_updated_at();
alter table buildings enable row level security;
create policy buildings_read on buildings for select using (school_id in (select schools_where('school.read')));
create policy buildings_insert on buildings for insert with check (school_id in (select schools_where('school.edit')));
create policy buildings_update on buildings for update using (school_id in (select schools_where('school.edit')));
create policy buildings_delete on buildings for delete using (school_id in (select schools_where('school.edit')));

-- Rooms. A virtual room stands for a choice: one real room from each of its sets.
create table rooms (
  id uuid primary key default shared.make_id(),
  school_id uuid not null constraint rooms_school_fk references schools on delete cascade,
  building_id uuid,
  name text not null constraint rooms_name_check check (name <> ''),
  capacity int constraint rooms_capacity_check check (capacity >= 0), -- null: as many as wanted
  is_virtual boolean not null default false,
  comments text not null default '',
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid default shared.actor_id(),
  deleted_at timestamptz,
  constraint rooms_building_fk foreign key (school_id, building_id)
    references buildings (school_id, id) on delete set null (building_id),
  constraint rooms_of_school unique (school_id, id)
);
create unique index rooms_name_once on rooms (school_id, name) where deleted_at is null;
create trigger rooms_touch before update on rooms
  for each row execute function shared.touch_updated_at();
alter table rooms enable row level security;
create policy rooms_read on rooms for select using (school_id in (select schools_where('school.read')));
create policy rooms_insert on rooms for insert with check (school_id in (select schools_where('school.edit')));
create policy rooms_update on rooms for update using (school_id in (select schools_where('school.edit')));
create policy rooms_delete on rooms for delete using (school_id in (select schools_where('school.edit')));

-- The sets of real rooms behind a virtual room, numbered from 1.
create table room_real_sets (
  school_id uuid not null constraint room_real_sets_school_fk references schools on delete cascade,
  room_id uuid not null,
  set_no smallint not null constraint room_real_sets_set_no_check check (set_no > 0),
  real_room_id uuid not null,
  constraint room_real_sets_room_fk foreign key (school_id, room_id)
    references rooms (school_id, id) on delete cascade,
  constraint room_real_sets_real_room_fk foreign key (school_id, real_room_id)
    references rooms (school_id, id) on delete cascade,
  constraint room_real_sets_self_check check (room_id <> real_room_id),
  primary key (room_id, set_no, real_room_id)
);
alter table room_real_sets enable row level security;
create policy room_real_sets_read on room_real_sets for select using (school_id in (select schools_where('school.read')));
create policy room_real_sets_insert on room_real_sets for insert with check (school_id in (select schools_where('school.edit')));
create policy room_real_sets_delete on room_real_sets for delete using (school_id in (select schools_where('school.edit')));

-- file 11_lessons.sql
-- Lessons and rules: what the timetable is made from. Here too every reference carries the school along.

-- One meeting a week of somebody with somebody. Parts of a split lesson share split_group: the external id of the first part
-- (0: not split). The external id is the number by which files and rules of other programs know the lesson.
create table lessons (
  id uuid primary key default shared.make_id(),
  school_id uuid not null constraint lessons_school_fk references schools on delete cascade,
  external_id int not null constraint lessons_external_id_check check (external_id > 0),
  split_group int not null default 0 constraint lessons_split_group_check check (split_group >= 0),
  subject_id uuid not null,
  duration smallint not null default 1 constraint lessons_duration_check check (duration > 0), -- periods
  total_duration smallint not null default 1, -- periods of all parts together; kept by the service
  active boolean not null default true,
  student_count int constraint lessons_student_count_check check (student_count >= 0), -- null: the sum of the sets' sizes
  comments text not null default '',
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid default shared.actor_id(),
  deleted_at timestamptz,
  constraint lessons_subject_fk foreign key (school_id, subject_id)
    references subjects (school_id, id) on delete cascade,
  constraint lessons_of_school unique (school_id, id)
);
create unique index lessons_external_id_once on lessons (school_id, external_id) where deleted_at is null;
create trigger lessons_touch before update on lessons
  for each row execute function shared.touch_updated_at();
alter table lessons enable row level security;
create policy lessons_read on lessons for select using (school_id in (select schools_where('school.read')));
create policy lessons_insert on lessons for insert with check (school_id in (select schools_where('school.edit')));
create policy lessons_update on lessons for update using (school_id in (select schools_where('school.edit')));
create policy lessons_delete on lessons for delete using (school_id in (select schools_where('school.edit')));

-- Who gives the lesson; several teach it together.
create table lesson_teachers (
  school_id uuid not null constraint lesson_teachers_school_fk references schools on delete cascade,
  lesson_id uuid not null,
  teacher_id uuid not null,
  position smallint not null default 0,
  constraint lesson_teachers_lesson_fk foreign key (school_id, lesson_id)
    references lessons (school_id, id) on delete cascade,
  constraint lesson_teachers_teacher_fk foreign key (school_id, teacher_id)
    references teachers (school_id, id) on delete cascade,
  primary key (lesson_id, teacher_id)
);
create index lesson_teachers_by_teacher on lesson_teachers (teacher_id);
alter table lesson_teachers enable row level security;
create policy lesson_teachers_read on lesson_teachers for select using (school_id in (select schools_where('school.read')));
create policy lesson_teachers_insert on lesson_teachers for insert with check (school_id in (select schools_where('school.edit')));
create policy lesson_teachers_update on lesson_teachers for update using (school_id in (select schools_where('school.edit')));
create policy lesson_teachers_delete on lesson_teachers for delete using (school_id in (select schools_where('school.edit')));

-- Who takes the lesson; several sets take it together.
create table lesson_sets (
  school_id uuid not null constraint lesson_sets_school_fk references schools on delete cascade,
  lesson_id uuid not null,
  set_id uuid not null,
  position smallint not null default 0,
  constraint lesson_sets_lesson_fk foreign key (school_id, lesson_id)
    references lessons (school_id, id) on delete cascade,
  constraint lesson_sets_set_fk foreign key (school_id, set_id)
    references student_sets (school_id, id) on delete cascade,
  primary key (lesson_id, set_id)
);
create index lesson_sets_by_set on lesson_sets (set_id);
alter table lesson_sets enable row level security;
create policy lesson_sets_read on lesson_sets for select using (school_id in (select schools_where('school.read')));
create policy lesson_sets_insert on lesson_sets for insert with check (school_id in (select schools_where('school.edit')));
create policy lesson_sets_update on lesson_sets for update using (school_id in (select schools_where('school.edit')));
create policy lesson_sets_delete on lesson_sets for delete using (school_id in (select schools_where('school.edit')));

-- The marks a lesson carries.
create table lesson_tags (
  school_id uuid not null constraint lesson_tags_school_fk references schools on delete cascade,
  lesson_id uuid not null,
  tag_id uuid not null,
  position smallint not null default 0,
  constraint lesson_tags_lesson_fk foreign key (school_id, lesson_id)
    references lessons (school_id, id) on delete cascade,
  constraint lesson_tags_tag_fk foreign key (school_id, tag_id)
    references tags (school_id, id) on delete cascade,
  primary key (lesson_id, tag_id)
);
create index lesson_tags_by_tag on lesson_tags (tag_id);
alter table lesson_tags enable row level security;
create policy lesson_tags_read on lesson_tags for select using (school_id in (select schools_where('school.read')));
create policy lesson_tags_insert on lesson_tags for insert with check (school_id in (select schools_where('school.edit')));
create policy lesson_tags_update on lesson_tags for update using (school_id in (select schools_where('school.edit')));
create policy lesson_tags_delete on lesson_tags for delete using (school_id in (select schools_where('school.edit')));

-- What the timetable must or should respect. `type` is the FET constraint's name without its prefix; `params` are its
-- parameters, with ids of rows where a person, room, class or lesson is meant. Weight 100 is compulsory.
create table rules (
  id uuid primary key default shared.make_id(),
  school_id uuid not null constraint rules_school_fk references schools on delete cascade,
  type text not null constraint rules_type_check check (type <> ''),
  weight numeric(9, 6) not null default 100 constraint rules_weight_check check (weight between 0 and 100),
  active boolean not null default true,
  params jsonb not null default '{}',
  comments text not null default '',
  position int not null default 0,
  source text not null default '', -- the file it was imported from; empty when made here
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid default shared.actor_id(),
  deleted_at timestamptz,
  constraint rules_of_school unique (school_id, id)
);
create trigger rules_touch before update on rules
  for each row execute function shared.touch_updated_at();
alter table rules enable row level security;
create policy rules_read on rules for select using (school_id in (select schools_where('school.rules')));
create policy rules_insert on rules for insert with check (school_id in (select schools_where('school.rules')));
create policy rules_update on rules for update using (school_id in (select schools_where('school.rules')));
create policy rules_delete on rules for delete using (school_id in (select schools_where('school.rules')));

-- file 14_runs.sql
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

-- file 15_timetable.sql
-- Timetables: where and when each lesson is, in drafts and in the one that the whole school sees.
-- The school's structure (lessons, sets, rooms, rules) is in 10_school.sql; runs of the engine in 14_runs.sql.

-- Which files came in, with everything that was added, changed, removed or could not be taken over.
create table timetable_imports (
  id uuid primary key default shared.make_id(),
  school_id uuid not null constraint timetable_imports_school_fk references schools on delete cascade,
  file_name text not null constraint timetable_imports_file_name check (length(file_name) between 1 and 255),
  file_hash text not null,
  file_size bigint not null constraint timetable_imports_file_size check (file_size >= 0),
  -- what changed, by kind of row: {"lessons": {"added": 12, "updated": 3, "unchanged": 100, "removed": 0}, …}
  counts jsonb not null,
  -- what could not be taken over, each with its line, element and reason
  report jsonb not null default '[]',
  created_by uuid default shared.actor_id(),
  created_at timestamptz not null default now()
);
create index timetable_imports_by_school on timetable_imports (school_id, created_at desc);
alter table timetable_imports enable row level security;
create policy timetable_imports_read on timetable_imports for select using (
  school_id in (select schools_where('timetable.import'))
);
create policy timetable_imports_write on timetable_imports for insert with check (
  school_id in (select schools_where('timetable.import'))
);

-- A timetable is a draft until it is published; publishing archives the one before it at the same moment.
create table timetables (
  id uuid primary key default shared.make_id(),
  school_id uuid not null constraint timetables_school_fk references schools on delete cascade,
  name text not null constraint timetables_name check (length(name) between 1 and 120),
  state text not null default 'draft'
    constraint timetables_state check (state in ('draft', 'generating', 'ready', 'published', 'archived')),
  -- the what-if copy's original
  copied_from uuid constraint timetables_copied_from_fk references timetables on delete set null,
  -- the run of the engine that made or is making it (runs are pruned, so no foreign key), and what repeats it: the seed
  -- and the hash of the data it read
  run_id uuid,
  seed int,
  data_hash text,
  -- the independent evaluator's numbers: broken hard rules, weighted broken wishes, lessons without a place
  hard int constraint timetables_hard check (hard >= 0),
  soft double precision constraint timetables_soft check (soft >= 0),
  unplaced int constraint timetables_unplaced check (unplaced >= 0),
  -- what each rule costs: [{"ruleId", "kind", "hard", "count", "cost"}], the dearest first
  breakdown jsonb not null default '[]',
  published_at timestamptz,
  published_by uuid,
  archived_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid default shared.actor_id(),
  deleted_at timestamptz,
  constraint timetables_published_whole check (state <> 'published' or (published_at is not null and deleted_at is null)),
  constraint timetables_of_school unique (school_id, id)
);
create unique index timetables_one_published on timetables (school_id) where state = 'published';
create index timetables_by_school on timetables (school_id, updated_at desc) where deleted_at is null;
create trigger timetables_touch before update on timetables for each row execute function shared.touch_updated_at();
alter table timetables enable row level security;
-- Planners see every timetable of their schools; everybody else what is or was in force.
create policy timetables_read on timetables for select using (
  school_id in (select schools_where('timetable.plan'))
  or (state in ('published', 'archived') and published_at is not null and deleted_at is null
    and school_id in (select schools_where('timetable.read')))
);
create policy timetables_insert on timetables for insert with check (
  school_id in (select schools_where('timetable.plan'))
);
create policy timetables_update on timetables for update
  using (school_id in (select schools_where('timetable.plan')))
  with check (school_id in (select schools_where('timetable.plan')));
create policy timetables_delete on timetables for delete using (
  school_id in (select schools_where('timetable.plan'))
);

-- One lesson's place in one timetable. Positions count from 0 along the school's days and its periods without breaks.
create table placements (
  school_id uuid not null constraint placements_school_fk references schools on delete cascade,
  timetable_id uuid not null,
  lesson_id uuid not null,
  day_position int not null constraint placements_day check (day_position >= 0),
  period_position int not null constraint placements_period check (period_position >= 0),
  room_id uuid,
  -- of a virtual room: the real rooms behind it, one from each of its sets, in their order
  real_room_ids uuid[] not null default '{}',
  pinned boolean not null default false,
  constraint placements_timetable_fk foreign key (school_id, timetable_id)
    references timetables (school_id, id) on delete cascade,
  constraint placements_lesson_fk foreign key (school_id, lesson_id)
    references lessons (school_id, id) on delete cascade,
  constraint placements_room_fk foreign key (school_id, room_id)
    references rooms (school_id, id) on delete set null (room_id),
  primary key (timetable_id, lesson_id)
);
alter table placements enable row level security;
-- The inner select is under the policies of timetables: whoever may read a timetable may read its placements.
create policy placements_read on placements for select using (
  timetable_id in (select id from timetables)
);
create policy placements_insert on placements for insert with check (
  school_id in (select schools_where('timetable.plan'))
);
create policy placements_update on placements for update
  using (school_id in (select schools_where('timetable.plan')))
  with check (school_id in (select schools_where('timetable.plan')));
create policy placements_delete on placements for delete using (
  school_id in (select schools_where('timetable.plan'))
);

-- A file names the mode of its week; whoever may import may set it, although the school's other settings are the office's.
create function set_timetable_mode(school uuid, mode text, term_days smallint) returns void
  language sql security definer set search_path from current as $$
  update schools set timetable_mode = mode, days_per_term = term_days, version = version + 1
  where id = school
    and id in (select schools_where('timetable.import'))
    and (timetable_mode, days_per_term) is distinct from (mode, term_days)
$$;
