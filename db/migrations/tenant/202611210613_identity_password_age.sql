-- When the actor last changed their password; the row beside the hash is for the system alone.
create function own_password_changed_at() returns timestamptz
  language sql stable security definer set search_path from current as $$
  select p.changed_at from passwords p where p.person_id = shared.actor_id()
$$;
