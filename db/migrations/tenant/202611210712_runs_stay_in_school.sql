-- Whoever asked for a run may cancel it, and not carry it into another school.
drop policy runs_update on runs;
create policy runs_update on runs for update
  using (is_self(requested_by) or school_id in (select schools_where('jobs.watch')))
  with check (
    school_id in (select schools_where('school.read'))
    and (is_self(requested_by) or school_id in (select schools_where('jobs.watch')))
  );
