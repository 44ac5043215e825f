-- What a job was given, so that work that failed can be asked for again. Runs from before cannot.
alter table runs add column payload jsonb not null default '{}';
