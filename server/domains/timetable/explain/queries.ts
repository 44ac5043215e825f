import type { TenantDb } from "../../../core/db/database.ts";
import { json, sql } from "../../../core/db/sql.ts";

/** `answer` is a `WhyNotAnswer` as JSON. */
export type StoredAnswer = { answer: unknown; dataHash: string; createdAt: string };

export const findAnswer = (db: TenantDb, timetableId: string) =>
  db.one<StoredAnswer>(sql`
    select answer, data_hash as "dataHash", created_at as "createdAt" from timetable_answers
    where timetable_id = ${timetableId}`);

/** Keeps the newest answer for a timetable. */
export const saveAnswer = (
  db: TenantDb,
  {
    timetableId,
    schoolId,
    answer,
    dataHash,
  }: Omit<StoredAnswer, "createdAt"> & Record<"timetableId" | "schoolId", string>,
) =>
  db.run(sql`
    insert into timetable_answers (timetable_id, school_id, answer, data_hash)
    values (${timetableId}, ${schoolId}, ${json(answer)}::jsonb, ${dataHash})
    on conflict (timetable_id) do update
      set answer = excluded.answer, data_hash = excluded.data_hash, created_at = now()`);

export const removeAnswer = (db: TenantDb, timetableId: string) =>
  db.run(sql`delete from timetable_answers where timetable_id = ${timetableId}`);
