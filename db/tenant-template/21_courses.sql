-- Courses that a school sells: who takes part, and what was bought for whom. Orders name them by SKU.

create table courses (
  id uuid primary key default shared.make_id(),
  school_id uuid not null constraint courses_school_fk references schools on delete cascade,
  name text not null constraint courses_name_check check (name <> ''),
  sku text not null default '',
  places int constraint courses_places_range check (places > 0), -- null: as many as come
  starts_on date,
  ends_on date,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid default shared.actor_id(),
  deleted_at timestamptz,
  constraint courses_order_check check (starts_on <= ends_on)
);
create unique index courses_sku_once on courses (school_id, sku) where deleted_at is null and sku <> '';
create trigger courses_touch before update on courses for each row execute function shared.touch_updated_at();
alter table courses enable row level security;
create policy courses_read on courses for select using (school_id in (select schools_where('courses.read')));
create policy courses_insert on courses for insert with check (school_id in (select schools_where('courses.manage')));
create policy courses_update on courses for update using (school_id in (select schools_where('courses.manage')));

-- One place in a course that an order paid for. The order is named without a foreign key: what was bought stays known.
create table course_purchases (
  id uuid primary key default shared.make_id(),
  school_id uuid not null constraint course_purchases_school_fk references schools on delete cascade,
  course_id uuid not null constraint course_purchases_course_fk references courses on delete cascade,
  order_id uuid not null,
  line_id text not null, -- the shop's id of the line
  seat int not null, -- 1 to the line's quantity
  named text not null default '', -- the pupil as the order names them
  buyer text not null default '', -- address of who paid, for suggestions
  person_id uuid constraint course_purchases_person_fk references people on delete set null,
  state text not null default 'waiting'
    constraint course_purchases_state_known check (state in ('waiting', 'enrolled', 'undone', 'dismissed')),
  reason text not null default '', -- why it waits or was undone: a key to translate
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid default shared.actor_id(),
  constraint course_purchases_once unique (order_id, line_id, seat)
);
create index course_purchases_waiting on course_purchases (school_id, id) where state = 'waiting';
create trigger course_purchases_touch before update on course_purchases for each row execute function shared.touch_updated_at();
alter table course_purchases enable row level security;
create policy course_purchases_read on course_purchases for select using (school_id in (select schools_where('courses.manage')));
create policy course_purchases_insert on course_purchases for insert with check ((select shared.actor_is_system()));
create policy course_purchases_update on course_purchases for update using (school_id in (select schools_where('courses.manage')));

-- Who takes part in a course.
create table course_enrolments (
  id uuid primary key default shared.make_id(),
  school_id uuid not null constraint course_enrolments_school_fk references schools on delete cascade,
  course_id uuid not null constraint course_enrolments_course_fk references courses on delete cascade,
  person_id uuid not null constraint course_enrolments_person_fk references people on delete cascade,
  purchase_id uuid constraint course_enrolments_purchase_fk references course_purchases on delete set null,
  enrolled_at timestamptz not null default now(),
  ended_at timestamptz,
  version int not null default 1,
  constraint course_enrolments_once unique (course_id, person_id)
);
create index course_enrolments_by_person on course_enrolments (person_id);
alter table course_enrolments enable row level security;
create policy course_enrolments_read on course_enrolments for select using (
  is_self(person_id) or person_id in (select wards()) or school_id in (select schools_where('courses.manage'))
);
create policy course_enrolments_insert on course_enrolments for insert with check (school_id in (select schools_where('courses.manage')));
create policy course_enrolments_update on course_enrolments for update using (school_id in (select schools_where('courses.manage')));
