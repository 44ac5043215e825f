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
