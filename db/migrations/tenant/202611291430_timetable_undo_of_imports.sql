-- What takes an import back. Imports before this step keep no way back.
alter table timetable_imports add column undo jsonb;
alter table timetable_imports add column undone_at timestamptz;
create policy timetable_imports_edit on timetable_imports for update
  using (school_id in (select schools_where('timetable.import')))
  with check (school_id in (select schools_where('timetable.import')));
