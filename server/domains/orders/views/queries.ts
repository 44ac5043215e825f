import type { TenantDb } from "../../../core/db/database.ts";
import { json, sql } from "../../../core/db/sql.ts";

export type ViewRecord = {
  id: string;
  name: string;
  shared: boolean;
  definition: { search: string; columns: string[] };
};

const columns = sql`id, name, person_id is null as shared, definition`;

export const listViews = (db: TenantDb, schoolId: string): Promise<ViewRecord[]> =>
  db.rows<ViewRecord>(
    sql.once(sql`
    select ${columns} from order_views where school_id = ${schoolId} order by person_id is null desc, lower(name), id`),
  );

export const countViews = async (db: TenantDb, schoolId: string): Promise<number> =>
  (
    await db.one<{ count: number }>(
      sql`select count(*)::int as count from order_views where school_id = ${schoolId}`,
    )
  )?.count ?? 0;

export const saveView = (
  db: TenantDb,
  schoolId: string,
  personId: string | null,
  { name, definition }: Pick<ViewRecord, "name" | "definition">,
): Promise<ViewRecord | undefined> =>
  db.one<ViewRecord>(sql`
    insert into order_views (school_id, person_id, name, definition)
    values (${schoolId}, ${personId}, ${name}, ${json(definition)}::jsonb)
    on conflict on constraint order_views_name_once
    do update set definition = excluded.definition, version = order_views.version + 1
    returning ${columns}`);

export const deleteView = (db: TenantDb, id: string): Promise<ViewRecord | undefined> =>
  db.one<ViewRecord>(sql`delete from order_views where id = ${id} returning ${columns}`);
