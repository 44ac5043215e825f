import type { TenantDb } from "../../core/db/database.ts";
import { json, type Sql, sql } from "../../core/db/sql.ts";

export type NewPersonRow = {
  name: string;
  email: string | null;
  locale: string;
  hash: string | null;
  memberships: { role: string; schoolId: string | null }[];
};
export type GuardianPair = { guardianId: string; pupilId: string };

/** People, their roles and their passwords; ids come back in the order of the rows. */
export async function insertPeople(db: TenantDb, rows: readonly NewPersonRow[]): Promise<string[]> {
  const ids = await db.rows<{ id: string }>(sql`
    select shared.make_id() as id from generate_series(1, ${rows.length}::int)`);
  const given = rows.map((row, index) => ({ ...row, id: ids[index]?.id }));
  await db.run(sql`
    insert into people (id, name, email, locale, status)
    select id, name, email, locale, 'active'
    from jsonb_to_recordset(${json(given)}::jsonb) as g(id uuid, name text, email text, locale text)`);
  const roles = given.flatMap((row) => row.memberships.map((one) => ({ ...one, personId: row.id })));
  await db.run(sql`
    insert into memberships (person_id, school_id, role)
    select "personId", "schoolId", role
    from jsonb_to_recordset(${json(roles)}::jsonb) as g("personId" uuid, "schoolId" uuid, role text)
    on conflict do nothing`);
  await db.run(sql`
    insert into passwords (person_id, hash)
    select id, hash from jsonb_to_recordset(${json(given)}::jsonb) as g(id uuid, hash text) where hash is not null`);
  return ids.map((row) => row.id);
}

export const insertGuardianships = (db: TenantDb, pairs: readonly GuardianPair[]) =>
  db.run(sql`
    insert into guardianships (guardian_id, pupil_id)
    select "guardianId", "pupilId"
    from jsonb_to_recordset(${json(pairs)}::jsonb) as g("guardianId" uuid, "pupilId" uuid)
    on conflict do nothing`);

/** Ids in the order of the rows are not promised by Postgres for `insert … select … returning`, so they are made before. */
export const makeId = async (db: TenantDb): Promise<string> => {
  const made = await db.one<{ id: string }>(sql`select shared.make_id() as id`);
  if (!made) throw new Error("The database made no id");
  return made.id;
};

// The directory

export type MembershipRecord = {
  id: string;
  role: string;
  schoolId: string | null;
  schoolName: string | null;
};
export type PersonRecord = {
  id: string;
  name: string;
  email: string | null;
  status: string;
  sortName: string;
  memberships: MembershipRecord[];
};
export type PeopleFilter = {
  search?: string | undefined;
  role?: string | undefined;
  schoolId?: string | undefined;
  status?: string | undefined;
};

const membershipsOfPerson = sql`
  coalesce((
    select json_agg(json_build_object('id', m.id, 'role', m.role, 'schoolId', m.school_id, 'schoolName', s.name)
      order by s.name nulls first, m.role)
    from memberships m left join schools s on s.id = m.school_id
    where m.person_id = p.id
  ), '[]'::json) as memberships`;

/** One page of people by name, after `after` (the last row's sort name and id). */
export const listPeople = (
  db: TenantDb,
  filter: PeopleFilter,
  after: readonly [string, string] | null,
  limit: number,
) =>
  db.rows<PersonRecord>(sql`
    select p.id, p.name, p.email, p.status, lower(p.name) as "sortName", ${membershipsOfPerson}
    from people p
    where ${matching(filter)}
      and ${after ? sql`(lower(p.name), p.id) > (${after[0]}, ${after[1]}::uuid)` : sql`true`}
    order by lower(p.name), p.id
    limit ${limit}`);

export const countPeople = (db: TenantDb, filter: PeopleFilter) =>
  db.one<{ total: number }>(sql`select count(*)::int as total from people p where ${matching(filter)}`);

function matching({ search, role, schoolId, status }: PeopleFilter): Sql {
  const conditions = [sql`true`];
  if (search) {
    const pattern = `%${search.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`;
    conditions.push(sql`(lower(p.name) like ${pattern} or p.email like ${pattern})`);
  }
  if (status) conditions.push(sql`p.status = ${status}`);
  if (role || schoolId)
    conditions.push(sql`exists (
      select from memberships m
      where m.person_id = p.id
        and ${role ? sql`m.role = ${role}` : sql`true`}
        and ${schoolId ? sql`(m.school_id = ${schoolId} or m.school_id is null)` : sql`true`})`);
  return sql.join(conditions, " and ");
}

export type PersonDetail = PersonRecord & {
  locale: string;
  version: number;
  createdAt: string;
  updatedAt: string;
  manageable: boolean;
  /** Name of who changed the row last, if the actor may see them. */
  updatedByName: string | null;
};

export const findPerson = (db: TenantDb, personId: string) =>
  db.one<PersonDetail>(sql`
    select p.id, p.name, p.email, p.status, p.locale, p.version, p.created_at as "createdAt",
      p.updated_at as "updatedAt", lower(p.name) as "sortName", manages(p.id) as manageable,
      (select u.name from people u where u.id = p.updated_by) as "updatedByName", ${membershipsOfPerson}
    from people p where p.id = ${personId}`);

/** Schools in whose directory a person stands: those of their roles, or every one. */
export const listSchoolsOf = (db: TenantDb, personId: string) =>
  db.rows<{ id: string }>(sql`
    select s.id from schools s
    where s.deleted_at is null and exists (
      select from memberships m
      where m.person_id = ${personId} and (m.school_id = s.id or m.school_id is null))`);

export type Relative = { id: string; name: string; email: string | null };

export const listGuardians = (db: TenantDb, pupilId: string) =>
  db.rows<Relative>(sql`
    select p.id, p.name, p.email from guardianships g join people p on p.id = g.guardian_id
    where g.pupil_id = ${pupilId} order by lower(p.name)`);

export const listWards = (db: TenantDb, guardianId: string) =>
  db.rows<Relative>(sql`
    select p.id, p.name, p.email from guardianships g join people p on p.id = g.pupil_id
    where g.guardian_id = ${guardianId} order by lower(p.name)`);

/** Who has an address anywhere in the tenant; for those who may invite. */
export const findByEmail = (db: TenantDb, email: string) =>
  db.one<{ id: string; status: string }>(sql`select id, status from person_with_email(${email})`);

// Edits: each matches the version it was made from and answers the new one, or nothing when stale.

type Version = { version: number };

export const updateProfile = (
  db: TenantDb,
  personId: string,
  version: number,
  name: string,
  locale: string,
) =>
  db.one<Version>(sql`
    update people set name = ${name}, locale = ${locale}, version = version + 1, updated_by = shared.actor_id()
    where id = ${personId} and version = ${version} returning version`);

export const updatePerson = (
  db: TenantDb,
  personId: string,
  version: number,
  name: string,
  email: string | null,
) =>
  db.one<Version>(sql`
    update people set name = ${name}, email = ${email}, version = version + 1, updated_by = shared.actor_id()
    where id = ${personId} and version = ${version} returning version`);

export const updateStatus = (db: TenantDb, personId: string, version: number, from: string, to: string) =>
  db.one<Version>(sql`
    update people set status = ${to}, version = version + 1, updated_by = shared.actor_id()
    where id = ${personId} and version = ${version} and status = ${from} returning version`);

export const acceptPerson = (db: TenantDb, personId: string, name: string) =>
  db.run(sql`
    update people set status = 'active', name = ${name}, version = version + 1, updated_by = shared.actor_id()
    where id = ${personId} and status = 'invited'`);

export const insertInvitedPerson = (db: TenantDb, id: string, name: string, email: string, locale: string) =>
  db.run(sql`
    insert into people (id, name, email, locale, status) values (${id}, ${name}, ${email}, ${locale}, 'invited')`);

export const deletePerson = (db: TenantDb, personId: string) =>
  db.run(sql`delete from people where id = ${personId} and status = 'invited'`);

// Roles

/** Whether the actor manages people of the school, or (null) of the whole tenant. */
export const managesScope = async (db: TenantDb, schoolId: string | null): Promise<boolean> => {
  const answer = await db.one<{ may: boolean }>(sql`
    select case when ${schoolId}::uuid is null then may_everywhere('people.manage')
      else ${schoolId}::uuid in (select schools_where('people.manage')) end as may`);
  return answer?.may ?? false;
};

export const insertMembership = (db: TenantDb, personId: string, role: string, schoolId: string | null) =>
  db.run(sql`
    insert into memberships (person_id, role, school_id) values (${personId}, ${role}, ${schoolId})
    on conflict do nothing`);

export const deleteMembership = (db: TenantDb, personId: string, membershipId: string) =>
  db.one<{ role: string; schoolId: string | null }>(sql`
    delete from memberships where id = ${membershipId} and person_id = ${personId}
    returning role, school_id as "schoolId"`);

/** One at a time: two admins must not remove each other's last rights at the same moment. */
export const lockRoles = (db: TenantDb) =>
  db.rows(sql`select pg_advisory_xact_lock(7003, hashtext(current_schema()))`);

/** Active people besides this one who run the school's office (or, for null, the whole tenant's). */
export const countOtherAdmins = async (db: TenantDb, personId: string, schoolId: string | null) => {
  const answer = await db.one<{ others: number }>(sql`
    select count(distinct m.person_id)::int as others
    from memberships m join people p on p.id = m.person_id and p.status = 'active'
    where m.role = 'school_admin' and m.person_id <> ${personId}
      and (m.school_id is null or m.school_id = ${schoolId}::uuid)`);
  return answer?.others ?? 0;
};

export const insertGuardianship = (db: TenantDb, guardianId: string, pupilId: string) =>
  db.run(sql`
    insert into guardianships (guardian_id, pupil_id) values (${guardianId}, ${pupilId}) on conflict do nothing`);

export const deleteGuardianship = (db: TenantDb, guardianId: string, pupilId: string) =>
  db.run(sql`delete from guardianships where guardian_id = ${guardianId} and pupil_id = ${pupilId}`);

/** Schools in which the actor may invite, and the name of any school they may see. */
export const listManagedSchools = (db: TenantDb) =>
  db.rows<{ id: string; name: string }>(sql`
    select id, name from schools
    where id in (select schools_where('people.manage')) and deleted_at is null
    order by name`);

export const findSchoolName = async (db: TenantDb, schoolId: string): Promise<string | null> => {
  const row = await db.one<{ name: string }>(sql`select name from schools where id = ${schoolId}`);
  return row?.name ?? null;
};
