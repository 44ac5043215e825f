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
