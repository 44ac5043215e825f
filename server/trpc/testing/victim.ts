import { randomUUID } from "node:crypto";
import { type Membership, type Role, roles, type Viewer } from "../../core/auth.ts";
import type { TenantDb } from "../../core/db/database.ts";
import { sql } from "../../core/db/sql.ts";
import { createTestTenant, type TestTenant } from "../../core/testing/house.ts";
import { demoHouses, fillDemoHouse } from "../../domains/school/demo/service.ts";

/** What no stranger may see or change: every row of one school, with something in every table. */
export type Victim = TestTenant & {
  readonly schoolId: string;
  /** One id of each table that has any, by table name. */
  readonly idOf: ReadonlyMap<string, string>;
  /** Ids and telling texts of the school: none may appear in a stranger's answer. */
  readonly secrets: readonly string[];
  /** Members of the victim's school and of the school beside it, one for each role. */
  readonly members: Readonly<Record<Role, Viewer>>;
  readonly strangers: Readonly<Record<Role, Viewer>>;
  /** Holds every role in the school beside it. */
  readonly allRoles: Viewer;
  /** A digest of each table's rows that belong to the victim. */
  fingerprint(): Promise<Map<string, string>>;
};

/** Tables a stranger may rightly write to: their own sign-ins, events and audit. */
const notTheVictims = new Set([
  "live_events",
  "audit_entries",
  "sessions",
  "sign_in_attempts",
  "password_resets",
]);

export async function openVictim(): Promise<Victim> {
  const house = await createTestTenant("victim");
  const made = await house.asSystem(async (db) => {
    const { schoolId } = await fillDemoHouse(db, demoHouses[1], "2026-09-01");
    await fillTheRest(db, schoolId);
    const beside = randomUUID();
    await db.run(sql`insert into schools (id, slug, name) values (${beside}, 'beside', 'School beside')`);
    const members = await onePersonARole(db, schoolId, "member");
    const strangers = await onePersonARole(db, beside, "stranger");
    const allRoles = await newPerson(db, "all-roles@stranger.example", [...roles], beside);
    return { schoolId, members, strangers, allRoles };
  });
  const tables = await house.asSystem((db) => tablesOf(db));
  const idOf = await house.asSystem((db) => firstIds(db, tables, made.schoolId));
  const secrets = await house.asSystem((db) => secretsOf(db, tables, made.schoolId));
  return {
    ...house,
    ...made,
    idOf,
    secrets,
    fingerprint: () => house.asSystem((db) => fingerprint(db, tables, made.schoolId)),
  };
}

type Table = { name: string; columns: string[] };

const tablesOf = (db: TenantDb): Promise<Table[]> =>
  db.rows<Table>(sql`
    select c.relname as name, array_agg(a.attname::text) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = ${db.tenant.schema}::regnamespace and c.relkind = 'r'
    group by c.relname order by c.relname`);

/** Rows that belong to the victim: those of the school, and of persons who are members of it alone. */
function belonging(table: Table, schoolId: string) {
  if (table.name === "schools") return sql`id = ${schoolId}`;
  const ofPerson = sql`in (select person_id from memberships where school_id = ${schoolId})`;
  if (table.name === "people") return sql`id ${ofPerson}`;
  if (table.columns.includes("school_id")) return sql`school_id = ${schoolId}`;
  if (table.columns.includes("person_id")) return sql`person_id ${ofPerson}`;
  if (table.columns.includes("guardian_id")) return sql`guardian_id ${ofPerson}`;
  return sql`true`;
}

async function firstIds(db: TenantDb, tables: Table[], schoolId: string): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const table of tables) {
    if (!table.columns.includes("id")) continue;
    const row = await db.one<{ id: string }>(
      sql`select id::text as id from ${sql.id(table.name)} where ${belonging(table, schoolId)} order by id limit 1`,
    );
    if (row) ids.set(table.name, row.id);
  }
  return ids;
}

async function secretsOf(db: TenantDb, tables: Table[], schoolId: string): Promise<string[]> {
  const secrets: string[] = [];
  for (const table of tables) {
    if (notTheVictims.has(table.name)) continue;
    for (const column of ["id", "email", "name", "token_hash"]) {
      if (!table.columns.includes(column)) continue;
      const rows = await db.rows<{ value: string | null }>(
        sql`select ${sql.id(column)}::text as value from ${sql.id(table.name)} where ${belonging(table, schoolId)}`,
      );
      for (const { value } of rows) if (value && value.length > 12) secrets.push(value);
    }
  }
  return secrets;
}

async function fingerprint(db: TenantDb, tables: Table[], schoolId: string): Promise<Map<string, string>> {
  const watched = tables.filter((table) => !notTheVictims.has(table.name));
  const digests = await Promise.all(
    watched.map((table) =>
      db.one<{ digest: string }>(sql`
        select md5(coalesce(string_agg(r::text, '|' order by r::text), '')) as digest
        from ${sql.id(table.name)} r where ${belonging(table, schoolId)}`),
    ),
  );
  return new Map(watched.map((table, index) => [table.name, digests[index]?.digest ?? ""]));
}

async function onePersonARole(db: TenantDb, schoolId: string, who: string): Promise<Record<Role, Viewer>> {
  const made: Partial<Record<Role, Viewer>> = {};
  for (const role of roles) made[role] = await newPerson(db, `${role}@${who}.example`, [role], schoolId);
  return made as Record<Role, Viewer>;
}

async function newPerson(db: TenantDb, email: string, held: Role[], schoolId: string): Promise<Viewer> {
  const personId = randomUUID();
  const memberships: Membership[] = held.map((role) => ({ role, schoolId }));
  await db.run(
    sql`insert into people (id, email, name, status) values (${personId}, ${email}, ${email}, 'active')`,
  );
  for (const role of held) {
    await db.run(
      sql`insert into memberships (person_id, school_id, role) values (${personId}, ${schoolId}, ${role})`,
    );
  }
  return { personId, sessionId: `session of ${email}`, name: email, email, memberships };
}

/** Rows of the tables that the demo school leaves empty. */
async function fillTheRest(db: TenantDb, schoolId: string): Promise<void> {
  const draft = randomUUID();
  const run = randomUUID();
  const guest = randomUUID();
  await db.run(
    sql`insert into timetables (id, school_id, name) values (${draft}, ${schoolId}, 'Secret draft of spring')`,
  );
  await db.run(sql`
    insert into placements (school_id, timetable_id, lesson_id, day_position, period_position)
    select school_id, ${draft}, id, 0, 0 from lessons where school_id = ${schoolId} limit 3`);
  await db.run(sql`insert into tags (school_id, name) values (${schoolId}, 'Secret tag of victim')`);
  await db.run(sql`
    insert into timetable_imports (school_id, file_name, file_hash, file_size, counts)
    values (${schoolId}, 'secret-import.fet', 'x', 1, '{}')`);
  await db.run(
    sql`insert into runs (id, school_id, task, title) values (${run}, ${schoolId}, 'timetable.generate', 'Secret run')`,
  );
  await db.run(
    sql`insert into people (id, email, name) values (${guest}, 'guest-of-victim@secret.example', 'Guest of the victim')`,
  );
  await db.run(
    sql`insert into memberships (person_id, school_id, role) values (${guest}, ${schoolId}, 'teacher')`,
  );
  await db.run(sql`
    insert into invitations (person_id, role, school_id, token_hash, expires_at)
    values (${guest}, 'teacher', ${schoolId}, 'secret-token-hash-of-victim', now() + interval '1 day')`);
}
