/** For knex's own command, e.g. `npx knex migrate:list`. The product itself migrates by `npx atrium migrate`. */
import type { Knex } from "knex";
import { platformMigrations } from "./server/core/db/migrate.ts";

const config: Knex.Config = {
  client: "pg",
  connection: process.env.DATABASE_URL,
  migrations: platformMigrations,
};
export default config;
