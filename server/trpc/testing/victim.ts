import { randomUUID } from "node:crypto";
import { type Membership, type Role, roles, type Viewer } from "../../core/auth.ts";
import type { TenantDb } from "../../core/db/database.ts";
import { sql } from "../../core/db/sql.ts";
import type { TestTenant } from "../../core/testing/house.ts";
import { demoHouses, fillDemoHouse } from "../../domains/school/demo/service.ts";

/** What no stranger may see or change: every row of one school, with something in every table. */
export type Victim = TestTenant & {
  readonly schoolId: string;
  /** The other school of the house. */
  readonly besideId: string;
  /** One id of each table that has any, by table name. */
  readonly idOf: ReadonlyMap<string, string>;
  /** Ids and telling texts of the school: none may appear in a stranger's answer. */
  readonly secrets: readonly string[];
  /** Members of the victim's school and of the school beside it, one for each role. */
  readonly members: Readonly<Record<Role, Viewer>>;
  readonly strangers: Readonly<Record<Role, Viewer>>;
  /** Holds every role in the school beside it. */
  readonly allRoles: Viewer;
  /** Tables in which rows that belong to the victim differ from what they were when this was last asked. */
  changes(): Promise<string[]>;
};

/** Rows of nobody: an attempt to sign in counts by what was typed and from where. */
const ofNobody = new Set(["sign_in_attempts"]);

/** Fills a house with the victim's school and one beside it. */
export async function openVictim(house: TestTenant): Promise<Victim> {
  const made = await house.asSystem(async (db) => {
    const { schoolId } = await fillDemoHouse(db, demoHouses[1], "2026-09-01");
    await fillTheRest(db, schoolId);
    const pupil = await db.one<{ id: string }>(
      sql`select person_id as id from memberships where school_id = ${schoolId} and role = 'pupil' order by id limit 1`,
    );
    if (pupil) await fillShop(db, schoolId, pupil.id);
    const beside = randomUUID();
    await db.run(sql`insert into schools (id, slug, name) values (${beside}, 'beside', 'School beside')`);
    const members = await onePersonARole(db, schoolId, "member");
    const strangers = await onePersonARole(db, beside, "stranger");
    const allRoles = await newPerson(db, "all-roles@stranger.example", [...roles], beside);
    return { schoolId, besideId: beside, members, strangers, allRoles };
  });
  const tables = (await house.asSystem((db) => tablesOf(db))).filter((table) => !ofNobody.has(table.name));
  const idOf = await house.asSystem((db) => firstIds(db, tables, made.schoolId));
  const secrets = await house.asSystem((db) => secretsOf(db, tables, made.schoolId));
  const fingerprint = () => house.asSystem((db) => fingerprintOf(db, tables, made.schoolId));
  let last = await fingerprint();
  const changes = async () => {
    const before = last;
    last = await fingerprint();
    return tables.map(({ name }) => name).filter((name) => before.get(name) !== last.get(name));
  };
  return { ...house, ...made, idOf, secrets, changes };
}

type Table = { name: string; columns: string[] };

const tablesOf = (db: TenantDb): Promise<Table[]> =>
  db.rows<Table>(sql`
    select c.relname as name, array_agg(a.attname::text) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = ${db.tenant.schema}::regnamespace and c.relkind = 'r'
    group by c.relname order by c.relname`);

/** Rows that belong to the victim: those of the school, those of its people, and what is told about either. */
function belonging(table: Table, schoolId: string) {
  const ofPerson = sql`in (select person_id from memberships where school_id = ${schoolId})`;
  switch (table.name) {
    case "schools":
      return sql`id = ${schoolId}`;
    case "people":
      return sql`id ${ofPerson}`;
    case "sessions":
      return sql`user_id ${ofPerson}`;
    case "audit_entries":
      return sql`(school_id = ${schoolId} or actor_id ${ofPerson})`;
    case "live_events":
      return sql`split_part(topic, '/', 2) in (
        select ${schoolId}::text
        union all select person_id::text from memberships where school_id = ${schoolId}
        union all select id::text from timetables where school_id = ${schoolId}
        union all select id::text from runs where school_id = ${schoolId})`;
  }
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

/** A digest of each table's rows that belong to the victim, by table name. */
async function fingerprintOf(db: TenantDb, tables: Table[], schoolId: string): Promise<Map<string, string>> {
  const digests = tables.map(
    (table) => sql`
      select ${table.name}::text as name, md5(coalesce(string_agg(r::text, '|' order by r::text), '')) as digest
      from ${sql.id(table.name)} r where ${belonging(table, schoolId)}`,
  );
  const rows = await db.rows<{ name: string; digest: string }>(sql.join(digests, " union all "));
  return new Map(rows.map(({ name, digest }) => [name, digest]));
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
  const sessionId = `session of ${email}`;
  await db.run(
    sql`insert into sessions (id, user_id, expires_at) values (${sessionId}, ${personId}, now() + interval '1 day')`,
  );
  return { personId, sessionId, name: email, email, memberships };
}

/** A shop with one of everything: its order, what came, failed and waits, and a course that it sold. */
async function fillShop(db: TenantDb, schoolId: string, pupilId: string): Promise<void> {
  const [store, order, course, purchase] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  await db.run(sql`
    insert into stores (id, school_id, name, domain)
    values (${store}, ${schoolId}, 'Secret shop of victim', 'secret-victim.myshopify.com')`);
  await db.run(sql`
    insert into store_secrets (school_id, store_id, kind, sealed) values (${schoolId}, ${store}, 'api_secret', 'v1.x.y')`);
  await db.run(sql`
    insert into shop_events (school_id, store_id, topic, body, body_hash, state, error)
    values (${schoolId}, ${store}, 'orders/create', 'secret body', 'x', 'dead', 'orders.not_json')`);
  await db.run(sql`
    insert into orders (id, school_id, store_id, external_id, number, placed_at, external_updated_at, currency,
      customer_name, customer_email, stuck_since)
    values (${order}, ${schoolId}, ${store}, '820982911946154508', '#secret-1001', now(), now(), 'EUR',
      'Secret Customer', 'customer@secret.example', now())`);
  await db.run(sql`
    insert into order_lines (school_id, order_id, external_id, position, quantity, price)
    values (${schoolId}, ${order}, '1', 0, 1, 100)`);
  await db.run(sql`
    insert into order_refunds (school_id, store_id, external_id, order_external_id, amount, refunded_at)
    values (${schoolId}, ${store}, '1', '820982911946154508', 1, now())`);
  await db.run(sql`
    insert into order_entries (school_id, order_id, kind, title) values (${schoolId}, ${order}, 'webhook', 'webhook.applied')`);
  await db.run(sql`
    insert into order_pushes (school_id, order_id, wanted, state) values (${schoolId}, ${order}, '{}', 'dead')`);
  await db.run(sql`
    insert into order_bulk_edits (school_id, status, items) values (${schoolId}, 'SHIPPED', '[]')`);
  await db.run(sql`
    insert into order_views (school_id, name, definition)
    values (${schoolId}, 'Secret view of victim', '{"search": "", "columns": []}')`);
  await db.run(sql`insert into shipping_rules (school_id, rules) values (${schoolId}, '[]')`);
  await db.run(
    sql`insert into courses (id, school_id, name, sku) values (${course}, ${schoolId}, 'Secret course of victim', 'SECRET')`,
  );
  await db.run(sql`
    insert into course_purchases (id, school_id, course_id, order_id, line_id, seat, named)
    values (${purchase}, ${schoolId}, ${course}, ${order}, '1', 1, 'Secret pupil')`);
  await db.run(sql`
    insert into course_enrolments (school_id, course_id, person_id) values (${schoolId}, ${course}, ${pupilId})`);
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
  await db.run(sql`
    insert into password_resets (person_id, token_hash, expires_at)
    values (${guest}, 'secret-reset-hash-of-victim', now() + interval '1 hour')`);
}
