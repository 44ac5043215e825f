-- Why a timetable cannot be made, as it was last found: the answer in names and rows, for everybody who plans. It was
-- found for the data of `data_hash`.
create table timetable_answers (
  timetable_id uuid primary key,
  school_id uuid not null constraint timetable_answers_school_fk references schools on delete cascade,
  answer jsonb not null,
  data_hash text not null,
  created_at timestamptz not null default now(),
  constraint timetable_answers_timetable_fk foreign key (school_id, timetable_id)
    references timetables (school_id, id) on delete cascade
);
alter table timetable_answers enable row level security;
create policy timetable_answers_read on timetable_answers for select using (
  school_id in (select schools_where('timetable.plan'))
);
create policy timetable_answers_insert on timetable_answers for insert with check (
  school_id in (select schools_where('timetable.plan'))
);
create policy timetable_answers_update on timetable_answers for update
  using (school_id in (select schools_where('timetable.plan')))
  with check (school_id in (select schools_where('timetable.plan')));
create policy timetable_answers_delete on timetable_answers for delete using (
  school_id in (select schools_where('timetable.plan'))
);
