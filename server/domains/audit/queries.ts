import type { TenantDb } from "../../core/db/database.ts";
import { type Sql, sql } from "../../core/db/sql.ts";

export type AuditFilter = {
  schoolId?: string | undefined;
  actorId?: string | undefined;
  kind?: string | undefined;
  entity?: string | undefined;
  entityId?: string | undefined;
  from?: string | undefined;
  until?: string | undefined;
  timeZone: string;
};
export type AuditRow = {
  id: string;
  at: string;
  /** With microseconds, for the cursor. */
  moment: string;
  actorId: string | null;
  action: string;
  entity: string;
  entityId: string;
  schoolId: string | null;
  details: Record<string, unknown>;
};

const signIns = sql`a.action in ('identity.signIn', 'identity.signOut', 'identity.signOutElsewhere', 'identity.endSession',
  'identity.changePassword', 'identity.sendReset', 'identity.resetPassword', 'identity.acceptInvitation')`;
const ofKind: Record<string, Sql> = {
  signIn: signIns,
  people: sql`a.action like 'identity.%' and not (${signIns})`,
  school: sql`a.action like 'school.%'`,
  timetable: sql`a.action like 'timetable.%'`,
  orders: sql`a.action like 'orders.%'`,
  runs: sql`a.action like 'runs.%'`,
  other: sql`split_part(a.action, '.', 1) not in ('identity', 'school', 'timetable', 'orders', 'runs')`,
};

/** Entries that the actor may read, the newest first, older than the entry at `after` (its moment and id). */
export const listEntries = (
  db: TenantDb,
  filter: AuditFilter,
  after: readonly [string, string] | null,
  limit: number,
) =>
  db.rows<AuditRow>(sql`
    select a.id, a.at, a.at::text as moment, a.actor_id as "actorId", a.action, a.entity, a.entity_id as "entityId",
      a.school_id as "schoolId", a.details
    from audit_entries a
    where ${sql.join(conditionsOf(filter), " and ")}
      and ${after ? sql`(a.at, a.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`}
    order by a.at desc, a.id desc
    limit ${limit}`);

function conditionsOf(filter: AuditFilter): Sql[] {
  const { schoolId, actorId, kind, entity, entityId, from, until, timeZone } = filter;
  const conditions = [sql`true`];
  if (schoolId) conditions.push(sql`a.school_id = ${schoolId}`);
  if (actorId)
    conditions.push(
      sql`(a.actor_id = ${actorId} or a.actor_id is null and a.entity = 'people' and a.entity_id = ${actorId})`,
    );
  if (kind && ofKind[kind]) conditions.push(ofKind[kind]);
  if (entity) conditions.push(sql`a.entity = ${entity}`);
  if (entityId) conditions.push(sql`a.entity_id = ${entityId}`);
  if (from) conditions.push(sql`a.at >= (${from}::date)::timestamp at time zone ${timeZone}`);
  if (until) conditions.push(sql`a.at < (${until}::date + 1)::timestamp at time zone ${timeZone}`);
  return conditions;
}

/** Where things that entries speak of have their names. */
const named: readonly Sql[] = [
  sql`select id, name from people`,
  sql`select id, name from schools`,
  sql`select id, name from timetables`,
  sql`select id, title as name from runs`,
  ...[
    "subjects",
    "tags",
    "teachers",
    "student_sets",
    "buildings",
    "rooms",
    "academic_years",
    "terms",
    "days",
    "periods",
  ].map((table) => sql`select id, name from ${sql.id(table)}`),
  sql`select l.id, s.name || ' #' || l.external_id as name from lessons l join subjects s on s.id = l.subject_id`,
  sql`select id, type as name from rules`,
];

/** Names of rows of any kind, removed ones included; ids of nothing in sight are left out. */
export const listNames = (db: TenantDb, ids: readonly string[]) =>
  db.rows<{ id: string; name: string }>(sql`
    select n.id, n.name from (${sql.join(named, " union all ")}) n where n.id = any (${ids}::uuid[])`);
