import type { Ctx } from "../../../core/context.ts";
import { json, sql } from "../../../core/db/sql.ts";
import { invalid } from "../../../core/errors.ts";
import { counted, natural } from "../resource/order.ts";
import { defineResource, type Related, rulesOf, type Values } from "../resource/resource.ts";
import {
  buildingCreate,
  buildingFilter,
  buildingRow,
  buildingUpdate,
  roomCreate,
  roomFilter,
  roomRow,
  roomUpdate,
} from "./schema.ts";

const roomCount = sql`(
  select count(*)::int from rooms r where r.building_id = t.id and r.deleted_at is null)`;

export const buildings = defineResource({
  name: "buildings",
  table: "buildings",
  read: "school.read",
  write: "school.edit",
  create: buildingCreate,
  update: buildingUpdate,
  row: buildingRow,
  filter: buildingFilter,
  columns: ["name", "comments"],
  reads: { roomCount },
  search: [sql`t.name`],
  sorts: { name: natural(sql`t.name`), roomCount },
  constraints: { buildings_name_once: { field: "name", message: "taken" } },
});

const buildingName = sql`(
  select b.name from buildings b where b.id = t.building_id and b.deleted_at is null)`;

const realSets: Related = {
  read: sql`coalesce((
    select json_agg(s.rooms order by s.set_no) from (
      select x.set_no, json_agg(x.real_room_id order by r.name) as rooms
      from room_real_sets x join rooms r on r.id = x.real_room_id and r.deleted_at is null
      where x.room_id = t.id group by x.set_no) s), '[]')`,
  write: async (db, schoolId, id, value) => {
    await db.run(sql`delete from room_real_sets where room_id = ${id}`);
    await db.run(sql`
      insert into room_real_sets (school_id, room_id, set_no, real_room_id)
      select distinct ${schoolId}::uuid, ${id}::uuid, s.no, r.id::uuid
      from jsonb_array_elements(${json(value)}::jsonb) with ordinality as s (rooms, no),
        jsonb_array_elements_text(s.rooms) as r (id)`);
  },
};

export const rooms = defineResource({
  name: "rooms",
  table: "rooms",
  read: "school.read",
  write: "school.edit",
  create: roomCreate,
  update: roomUpdate,
  row: roomRow,
  filter: roomFilter,
  columns: ["name", "buildingId", "capacity", "isVirtual", "comments"],
  reads: {
    buildingId: sql`(select b.id from buildings b where b.id = t.building_id and b.deleted_at is null)`,
    buildingName,
  },
  related: { realSets },
  search: [sql`t.name`, sql`coalesce(${buildingName}, '')`],
  sorts: {
    name: natural(sql`t.name`),
    buildingName: natural(buildingName),
    capacity: counted(sql`t.capacity`),
  },
  filters: { buildingId: (id) => sql`t.building_id = ${id}::uuid` },
  constraints: {
    rooms_name_once: { field: "name", message: "taken" },
    rooms_building_fk: { field: "buildingId", message: "unknown" },
    room_real_sets_real_room_fk: { field: "realSets", message: "unknown" },
    room_real_sets_self_check: { field: "realSets", message: "insideItself" },
  },
  along: [rulesOf],
  check: checkVirtual,
});

/** A virtual room chooses among real rooms, from at least two sets; a real room has none. */
async function checkVirtual(ctx: Ctx, schoolId: string, values: Values): Promise<void> {
  const given = values.realSets as string[][] | undefined;
  if (given === undefined) return;
  const fail = (message: string) => invalid("school.invalid", { fields: { "values.realSets": message } });
  if (values.isVirtual !== true) {
    if (given.length > 0) throw fail("notVirtual");
    return;
  }
  if (given.length < 2 || given.some((set) => set.length === 0)) throw fail("twoSetsNeeded");
  const ids = [...new Set(given.flat())];
  const real = await ctx.db.one<{ count: number }>(sql`
    select count(*)::int as count from rooms r
    where r.school_id = ${schoolId} and r.id = any (${ids}::uuid[]) and not r.is_virtual and r.deleted_at is null`);
  if (real?.count !== ids.length) throw fail("unknown");
}
