import type { Knex } from "knex";

/** A school's own domain leads to its house once its DNS says that the school wants that. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table platform.domains
      add column token text not null default encode(uuid_send(gen_random_uuid()), 'hex'),
      add column verified_at timestamptz;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("alter table platform.domains drop column verified_at, drop column token");
}
