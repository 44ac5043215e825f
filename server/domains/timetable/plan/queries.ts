import type { TenantDb } from "../../../core/db/database.ts";
import { json, sql } from "../../../core/db/sql.ts";

export type PlacementRow = {
  lessonId: string;
  day: number;
  period: number;
  roomId: string | null;
  realRoomIds: string[];
  pinned: boolean;
};

export const listPlacements = (db: TenantDb, timetableId: string) =>
  db.rows<PlacementRow>(sql`
    select lesson_id as "lessonId", day_position as day, period_position as period, room_id as "roomId",
      real_room_ids as "realRoomIds", pinned
    from placements where timetable_id = ${timetableId}`);

/** Puts these places in the place of all others of the timetable, whatever their number in two statements. */
export async function replacePlacements(
  db: TenantDb,
  schoolId: string,
  timetableId: string,
  rows: readonly PlacementRow[],
): Promise<void> {
  await db.run(sql`delete from placements where timetable_id = ${timetableId}`);
  await db.run(sql`
    insert into placements (school_id, timetable_id, lesson_id, day_position, period_position, room_id, real_room_ids,
      pinned)
    select ${schoolId}, ${timetableId}, r."lessonId", r.day, r.period, r."roomId", r."realRoomIds", r.pinned
    from jsonb_to_recordset(${json(rows)}::jsonb)
      as r("lessonId" uuid, day int, period int, "roomId" uuid, "realRoomIds" uuid[], pinned boolean)
      -- a lesson or room may have been removed while the engine was at work
      join lessons l on l.id = r."lessonId" and l.school_id = ${schoolId}`);
}

/** Puts one lesson at a place, or moves it there; its pin stays. */
export const upsertPlacement = (db: TenantDb, schoolId: string, timetableId: string, row: PlacementRow) =>
  db.run(sql`
    insert into placements (school_id, timetable_id, lesson_id, day_position, period_position, room_id, real_room_ids)
    values (${schoolId}, ${timetableId}, ${row.lessonId}, ${row.day}, ${row.period}, ${row.roomId},
      ${row.realRoomIds}::uuid[])
    on conflict (timetable_id, lesson_id) do update set day_position = excluded.day_position,
      period_position = excluded.period_position, room_id = excluded.room_id, real_room_ids = excluded.real_room_ids`);

export const deletePlacement = (db: TenantDb, timetableId: string, lessonId: string) =>
  db.run(sql`delete from placements where timetable_id = ${timetableId} and lesson_id = ${lessonId}`);

export const pinPlacements = (
  db: TenantDb,
  timetableId: string,
  lessonIds: readonly string[],
  pinned: boolean,
) =>
  db.run(sql`
    update placements set pinned = ${pinned}
    where timetable_id = ${timetableId} and lesson_id = any(${lessonIds}::uuid[])`);
