import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemActor } from "../auth.ts";
import { createTestTenant, type TestTenant } from "../testing/house.ts";
import type { TenantRef } from "./database.ts";
import { templateSchema } from "./migrate.ts";
import { sql } from "./sql.ts";

let house: TestTenant;
let other: TenantRef;
let owner: pg.Client;

beforeAll(async () => {
  house = await createTestTenant("first");
  other = await house.createTenant("second");
  owner = new pg.Client({ connectionString: house.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await house.close();
});

const tablesOf = async (schema: string): Promise<string[]> => {
  const { rows } = await owner.query<{ name: string }>(
    "select c.relname as name from pg_class c where c.relnamespace = $1::regnamespace and c.relkind in ('r', 'p', 'v', 'm') order by 1",
    [`"${schema}"`],
  );
  return rows.map((row) => row.name);
};
/** In the owner's open transaction: one row of made-up values, all of one id, in each table, with nothing to stop it. */
async function putOneRowEverywhere(tenant: TenantRef): Promise<void> {
  await owner.query("select set_config('search_path', $1, true)", [`"${tenant.schema}", shared, extensions`]);
  await owner.query("set local session_replication_role = replica"); // no foreign keys, no triggers
  const checks = await owner.query<{ drop: string }>(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop
     from pg_constraint where connamespace = $1::regnamespace and contype = 'c'`,
    [tenant.schema],
  );
  for (const { drop } of checks.rows) await owner.query(drop);
  const inserts = await owner.query<{ insert: string }>(
    `select format('insert into %s (%s) values (%s)', c.oid::regclass,
         string_agg(quote_ident(a.attname), ', '), string_agg(case
           when t.typcategory = 'A' then quote_literal('{}')
           when t.typname in ('json', 'jsonb') then quote_literal('{}')
           when t.typname = 'uuid' then quote_literal('00000000-0000-4000-8000-000000000001')
           when t.typname = 'bytea' then quote_literal('x')
           when t.typcategory in ('D') then 'now()'
           when t.typcategory in ('N', 'S') then quote_literal('1')
           when t.typcategory = 'B' then 'true'
           else 'null' end, ', ')) as insert
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     join pg_type t on t.oid = a.atttypid
     where c.relnamespace = $1::regnamespace and c.relkind in ('r', 'p')
       and a.attidentity = '' and a.attgenerated = '' and (a.attname = 'id' or not a.atthasdef)
     group by c.oid`,
    [tenant.schema],
  );
  for (const { insert } of inserts.rows) await owner.query(insert);
}
const asTenant = (query: string) =>
  house.asSystem((db) => db.rows(Object.assign(sql``, { text: query, name: undefined })));

describe("every table of a house", () => {
  test("has row security and at least one policy", async () => {
    const { rows } = await owner.query<{ name: string; secured: boolean; policies: number }>(
      `select c.relname as name, c.relrowsecurity as secured,
         (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
       from pg_class c where c.relnamespace = $1::regnamespace and c.relkind in ('r', 'p')`,
      [templateSchema],
    );
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.filter((row) => !row.secured || row.policies === 0)).toEqual([]);
  });

  test("is read through views as the reader, never as their owner, whom no policy binds", async () => {
    const unbound = () =>
      owner.query<{ name: string }>(
        `select c.relname as name from pg_class c
         where c.relnamespace = any($1::regnamespace[])
           and (c.relkind = 'm' or c.relkind = 'v'
             and not coalesce((select option_value::boolean from pg_options_to_table(c.reloptions)
                               where option_name = 'security_invoker'), false))`,
        [[templateSchema, "shared"]],
      );
    expect((await unbound()).rows).toEqual([]);
    await owner.query("begin");
    await owner.query(`create view ${templateSchema}.leak as select * from ${templateSchema}.people`);
    expect((await unbound()).rows).toEqual([{ name: "leak" }]); // the question would notice one
    await owner.query("rollback");
  });

  test("shows a row to the system, and neither to nobody nor to a person without a role", async () => {
    const seen = async (actor: string) => {
      await owner.query("select set_config('role', $1, true), set_config('atrium.actor', $2, true)", [
        house.tenant.role,
        actor,
      ]);
      const tables: string[] = [];
      for (const table of await tablesOf(house.tenant.schema)) {
        const { rowCount } = await owner.query(`select 1 from "${table}"`);
        if (rowCount) tables.push(table);
      }
      await owner.query("reset role");
      return tables;
    };
    await owner.query("begin");
    try {
      await putOneRowEverywhere(house.tenant);
      expect((await seen("system")).length).toBeGreaterThan(20);
      expect(await seen("")).toEqual([]);
      expect(await seen("00000000-0000-4000-8000-000000000000")).toEqual([]);
    } finally {
      await owner.query("rollback");
    }
  });

  test("has no policy that is true for everybody who reads, changes or removes", async () => {
    const { rows } = await owner.query(
      `select polrelid::regclass::text as table, polname from pg_policy p join pg_class c on c.oid = p.polrelid
       where c.relnamespace = $1::regnamespace and p.polcmd <> 'a' and pg_get_expr(p.polqual, p.polrelid) = 'true'`,
      [templateSchema],
    );
    expect(rows).toEqual([]);
  });

  test("keeps its foreign keys inside the house", async () => {
    const { rows } = await owner.query(
      `select k.conname from pg_constraint k join pg_class target on target.oid = k.confrelid
       where k.contype = 'f' and k.connamespace = $1::regnamespace and target.relnamespace <> k.connamespace`,
      [templateSchema],
    );
    expect(rows).toEqual([]);
  });

  test("has no enum, inheritance, integer identity or unnamed foreign key, which would not scale out", async () => {
    const { rows } = await owner.query(
      `select 'enum ' || t.typname as what from pg_type t where t.typnamespace = $1::regnamespace and t.typtype = 'e'
       union all select 'inherits ' || i.inhrelid::regclass from pg_inherits i join pg_class c on c.oid = i.inhrelid
         where c.relnamespace = $1::regnamespace and not c.relispartition and c.relkind = 'r'
       union all select 'int identity ' || a.attrelid::regclass || '.' || a.attname from pg_attribute a
         join pg_class c on c.oid = a.attrelid
         where c.relnamespace = $1::regnamespace and a.attidentity <> '' and a.atttypid <> 'bigint'::regtype
       union all select 'unnamed foreign key ' || k.conname from pg_constraint k
         where k.connamespace = $1::regnamespace and k.contype = 'f' and k.conname ~ '_fkey[0-9]*$'`,
      [templateSchema],
    );
    expect(rows).toEqual([]);
  });
});

describe("the functions of a house", () => {
  test("are sound, and pin their path to the house when they run as the owner", async () => {
    const { rows } = await owner.query<{ name: string; definer: boolean; path: string | null }>(
      `select p.oid::regprocedure::text as name, p.prosecdef as definer, array_to_string(p.proconfig, ' ') as path
       from pg_proc p where p.pronamespace = $1::regnamespace`,
      [house.tenant.schema],
    );
    const loose = rows.filter((row) => row.definer && !row.path?.includes(house.tenant.schema));
    expect(loose).toEqual([]);
    // bodies are not checked while a house is built, so each is checked here
    for (const { name } of rows) {
      const { rows: definition } = await owner.query<{ text: string }>(
        "select pg_get_functiondef($1::regprocedure) as text",
        [name.includes(".") ? name : `"${house.tenant.schema}".${name}`],
      );
      await owner.query("begin");
      await owner.query("select set_config('search_path', $1, true)", [
        `"${house.tenant.schema}", shared, extensions`,
      ]);
      await owner.query(definition[0]?.text ?? "");
      await owner.query("rollback");
    }
  });
});

describe("a tenant's role", () => {
  test("reads none of another house's tables", async () => {
    for (const table of await tablesOf(other.schema)) {
      await expect(asTenant(`select 1 from "${other.schema}"."${table}"`), table).rejects.toMatchObject({
        code: "FORBIDDEN",
      });
    }
  });

  test("reads nothing of the control plane, the queue and the model house", async () => {
    for (const schema of ["platform", "graphile_worker", templateSchema]) {
      for (const table of await tablesOf(schema)) {
        await expect(
          asTenant(`select 1 from "${schema}"."${table}"`),
          `${schema}.${table}`,
        ).rejects.toMatchObject({
          code: "FORBIDDEN",
        });
      }
    }
  });

  test("calls no function of another house, of the control plane or of the queue", async () => {
    for (const call of [
      `"${other.schema}".schools_where('school.read')`,
      "platform.add_job('x', '{}')",
      "graphile_worker.add_job('x')",
    ]) {
      await expect(asTenant(`select ${call}`), call).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
  });

  test("makes nothing: no table, no temporary table, no schema, no role", async () => {
    for (const statement of [
      "create table x ()",
      "create temporary table x ()",
      "create schema x",
      "create role x",
      "truncate live_events",
    ]) {
      await expect(asTenant(statement), statement).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
  });
});

test("the login role finds no table, in a transaction or out of it", async () => {
  const client = new pg.Client({ connectionString: house.appUrl });
  await client.connect();
  try {
    for (const query of [
      "select 1 from platform.tenants",
      `select 1 from "${house.tenant.schema}".live_events`,
      "select 1 from graphile_worker._private_jobs",
    ]) {
      await expect(client.query(query), query).rejects.toMatchObject({ code: "42501" });
    }
  } finally {
    await client.end();
  }
});

test("the platform's role sees no house", async () => {
  const peek = house.database.withPlatform((db) =>
    db.rows(sql`select 1 from ${sql.id(house.tenant.schema)}.people`),
  );
  await expect(peek).rejects.toMatchObject({ code: "FORBIDDEN" });
});

describe("jobs that a tenant adds", () => {
  const add = (tenant: TenantRef, payload: string, key: string | null = null) =>
    house.database.withTenant(tenant, systemActor("test"), (db) =>
      db.one<{ id: string }>(
        sql`select shared.add_tenant_job('probe', ${payload}::json, ${key}, null, null, 'line')::text as id`,
      ),
    );
  const jobs = async () =>
    (
      await owner.query<{ payload: { tenant: string }; key: string | null; queue: string }>(
        `select j.payload, j.key, q.queue_name as queue from graphile_worker._private_jobs j
         left join graphile_worker._private_job_queues q on q.id = j.job_queue_id order by j.id`,
      )
    ).rows;

  test("carry the tenant that the database knows, whatever the payload claims", async () => {
    await add(house.tenant, JSON.stringify({ tenant: other.id, note: 1 }));
    const [job] = await jobs();
    expect(job?.payload).toEqual({ tenant: house.tenant.id, note: 1 });
    expect(job?.queue).toBe(`${house.tenant.id}:line`);
  });

  test("replace only their own tenant's job of the same key", async () => {
    const before = (await jobs()).length;
    await add(house.tenant, "{}", "same");
    await add(other, "{}", "same");
    await add(other, "{}", "same");
    const keys = (await jobs()).map((job) => job.key).filter((key) => key?.endsWith(":same"));
    expect((await jobs()).length).toBe(before + 2);
    expect(keys.sort()).toEqual([`${house.tenant.id}:same`, `${other.id}:same`].sort());
  });

  test("are refused outside a house and with a payload that is no object", async () => {
    const outside = house.database.withPlatform((db) =>
      db.run(sql`select shared.add_tenant_job('probe', '{}')`),
    );
    await expect(outside).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(add(house.tenant, "[1]")).rejects.toThrow("object");
  });

  test("do not exist when their transaction is rolled back", async () => {
    const before = (await jobs()).length;
    const failed = house.asSystem(async (db) => {
      await db.run(sql`select shared.add_tenant_job('probe', '{}')`);
      throw new Error("no");
    });
    await expect(failed).rejects.toThrow("no");
    expect((await jobs()).length).toBe(before);
  });
});
