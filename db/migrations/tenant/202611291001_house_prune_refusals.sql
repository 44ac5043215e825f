-- Refusals to sign in are anybody's to cause; after 90 days the system removes them.
create policy audit_entries_prune on audit_entries for delete using (
  action = 'identity.signInRefused' and at < now() - interval '90 days' and (select shared.actor_is_system())
);
