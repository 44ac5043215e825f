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
