import type { Knex } from "knex";

/** Worker processes and when they were last heard of: a job locked by one that is silent is released to others. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table platform.workers (
      lock_name text primary key, -- what graphile_worker writes into locked_by
      machine text not null, -- where pid means something; '' if unknown
      pid int not null,
      started_at timestamptz not null default now(),
      beat_at timestamptz not null default now()
    );
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("drop table platform.workers");
}
