import { createHmac } from "node:crypto";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { runMigrations, Logger as WorkerLogger } from "graphile-worker";
import knexFactory, { type Knex } from "knex";
import type pg from "pg";
import { platformRole } from "./database.ts";
import { houseScript, readTemplate, runScript } from "./house.ts";
import { withOwner } from "./owner-client.ts";
import { platformMigrationsFolder } from "./paths.ts";
import { sharedCode } from "./shared-code.ts";

export const templateSchema = "tenant_template";
/** Role with the rights of a house on the model house; GraphQL introspects it. */
export const templateRole = "atrium_template";
export const loginRole = "atrium_app";

/** Password of the login role: every process with the same SECRET can derive it, and it is stored nowhere. */
export const loginPassword = (secret: string): string =>
  createHmac("sha256", secret).update("atrium login role").digest("hex");

/** The owner's connection string turned into the login role's. */
export function loginUrl(ownerUrl: string, secret: string): string {
  const url = new URL(ownerUrl);
  url.username = loginRole;
  url.password = loginPassword(secret);
  return url.toString();
}

/** A lock that only one migration at a time may hold in a database. */
const migrationLock = 4_711_081_502;

/**
 * Brings the control plane, the shared code, the queue and the model house to this version. Standing houses are the
 * tenants' service's: this never touches them. Safe to call from several processes and again at any time.
 */
export async function migratePlatform(ownerUrl: string, secret: string): Promise<void> {
  await withOwner(ownerUrl, "atrium migrate", async (client) => {
    const version = await serverVersion(client);
    await client.query("select pg_advisory_lock($1)", [migrationLock]); // the end of the connection releases it
    await runScript(client, foundation(secret));
    await runScript(client, `begin; set local check_function_bodies = off; ${sharedCode(version)} commit;`);
    await migrateTables(ownerUrl);
    await runMigrations({ connectionString: ownerUrl, logger: new WorkerLogger(() => () => undefined) });
    await runScript(client, platformRights);
    await rebuildTemplate(client);
  });
}

async function serverVersion(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ version: number }>(
    "select current_setting('server_version_num')::int as version",
  );
  const version = rows[0]?.version ?? 0;
  if (version < 150_000) throw new Error("Atrium needs Postgres 15 or later");
  return version;
}

const role = (name: string, attributes: string) => `
do $$ begin
  create role ${name} ${attributes};
exception when duplicate_object or unique_violation then null;
end $$;`;

/** Schemas and roles. The login role may become the platform's role or a tenant's and has no right of its own. */
const foundation = (secret: string) => `
begin;
set local client_min_messages = warning;
create schema if not exists platform;
create schema if not exists shared;
create schema if not exists extensions;
create extension if not exists pg_trgm schema extensions;
create extension if not exists btree_gist schema extensions;
create extension if not exists unaccent schema extensions;
${role(loginRole, "login noinherit")}
${role(platformRole, "nologin noinherit")}
alter role ${loginRole} password '${loginPassword(secret)}';
alter role ${loginRole} set jit = off; -- generic plans look dear enough to compile, which costs more than they do
grant ${platformRole} to ${loginRole};
grant usage on schema extensions to public;
do $$ begin
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect on database %I to ${loginRole}', current_database());
end $$;
revoke all on schema public from public;
commit;`;

const platformRights = `
begin;
grant usage on schema platform to ${platformRole};
grant select, insert, update, delete on all tables in schema platform to ${platformRole};
revoke insert, update, delete on platform.template_state from ${platformRole};
revoke update, delete on platform.tenant_audit from ${platformRole};
commit;`;

async function migrateTables(ownerUrl: string): Promise<void> {
  const knex = knexFactory({ client: "pg", connection: ownerUrl, pool: { min: 0, max: 2 } });
  try {
    await knex.migrate.latest(platformMigrations);
  } finally {
    await knex.destroy();
  }
}

/** Names of all control-plane migrations, in order. */
export const listPlatformMigrations = (): string[] =>
  readdirSync(platformMigrationsFolder)
    .filter((file) => file.endsWith(".ts"))
    .sort();

/** Control-plane migrations, loaded by this process: knex's own command does not load TypeScript reliably. */
const migrationSource: Knex.MigrationSource<string> = {
  getMigrations: async () => listPlatformMigrations(),
  getMigrationName: (file) => file,
  getMigration: (file) =>
    import(
      /* @vite-ignore */ pathToFileURL(join(platformMigrationsFolder, file)).href
    ) as Promise<Knex.Migration>,
};

/** Where control-plane migrations come from and are remembered. */
export const platformMigrations: Knex.MigratorConfig = {
  migrationSource,
  schemaName: "platform",
  tableName: "migrations",
};

/** Builds the model house anew when its files have changed. */
async function rebuildTemplate(client: pg.Client): Promise<void> {
  const template = readTemplate();
  const state = await client.query<{ fingerprint: string }>(
    "select fingerprint from platform.template_state",
  );
  if (state.rows[0]?.fingerprint === template.fingerprint) return;
  await client.query(`drop schema if exists ${templateSchema} cascade`);
  const remember = `
    insert into platform.template_state (version, fingerprint) values ('${template.version}', '${template.fingerprint}')
    on conflict (one) do update set version = excluded.version, fingerprint = excluded.fingerprint, built_at = now();`;
  await runScript(client, houseScript(templateSchema, templateRole, template.text, remember));
}
