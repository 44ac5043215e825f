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
