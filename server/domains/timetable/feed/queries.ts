import type { TenantDb } from "../../../core/db/database.ts";
import { sql } from "../../../core/db/sql.ts";

export type FeedRow = {
  id: string;
  name: string;
  subject: { id: string; name: string };
  createdAt: string;
  lastReadAt: string | null;
};

const columns = sql`f.id, f.name, f.created_at as "createdAt", f.last_read_at as "lastReadAt",
  json_build_object('id', p.id, 'name', p.name) as subject`;

/** The actor's addresses, the newest first. One whose person is out of sight (no longer a ward) is still theirs to end. */
export const listFeeds = (db: TenantDb) =>
  db.rows<FeedRow>(sql`
    select f.id, f.name, f.created_at as "createdAt", f.last_read_at as "lastReadAt",
      json_build_object('id', f.subject_id, 'name', coalesce(p.name, '')) as subject
    from calendar_feeds f left join people p on p.id = f.subject_id
    where f.owner_id = shared.actor_id() order by f.created_at desc, f.id`);

export const countFeeds = async (db: TenantDb): Promise<number> =>
  (
    await db.one<{ count: number }>(
      sql`select count(*)::int as count from calendar_feeds where owner_id = shared.actor_id()`,
    )
  )?.count ?? 0;

export const insertFeed = (
  db: TenantDb,
  row: { ownerId: string; subjectId: string; name: string; tokenHash: string },
) =>
  db.one<FeedRow>(sql`
    with made as (
      insert into calendar_feeds (owner_id, subject_id, name, token_hash)
      values (${row.ownerId}, ${row.subjectId}, ${row.name}, ${row.tokenHash}) returning *)
    select ${columns} from made f join people p on p.id = f.subject_id`);

export const deleteFeed = (db: TenantDb, id: string) =>
  db.one<{ name: string }>(sql`
    delete from calendar_feeds where id = ${id} and owner_id = shared.actor_id() returning name`);

export type FoundFeed = { id: string; ownerId: string; subjectId: string };

/** Whose feed a secret opens, noting that it was read: at most once in ten minutes, so that polling writes little. */
export async function findFeed(db: TenantDb, tokenHash: string): Promise<FoundFeed | undefined> {
  const found = await db.one<FoundFeed>(sql`
    select f.id, f.owner_id as "ownerId", f.subject_id as "subjectId"
    from calendar_feeds f join people o on o.id = f.owner_id and o.status = 'active'
    where f.token_hash = ${tokenHash}`);
  if (found)
    await db.run(sql`
      update calendar_feeds set last_read_at = now()
      where id = ${found.id} and (last_read_at is null or last_read_at < now() - interval '10 minutes')`);
  return found;
}

export type Span = { id: string; startsOn: string; endsOn: string };

/** When a school has lessons: its terms, or its years where a year has none. */
export const listSpans = (db: TenantDb, schoolId: string) =>
  db.rows<Span>(sql`
    select t.id, t.starts_on as "startsOn", t.ends_on as "endsOn"
    from terms t join academic_years y on y.id = t.academic_year_id and y.deleted_at is null
    where t.school_id = ${schoolId} and t.deleted_at is null
    union all
    select y.id, y.starts_on, y.ends_on from academic_years y
    where y.school_id = ${schoolId} and y.deleted_at is null
      and not exists (select from terms t where t.academic_year_id = y.id and t.deleted_at is null)
    order by 2, 1`);
