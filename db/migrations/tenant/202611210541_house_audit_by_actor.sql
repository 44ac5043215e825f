-- The page that shows who did what is asked for one person, too.
create index audit_entries_by_actor on audit_entries (actor_id, at);
