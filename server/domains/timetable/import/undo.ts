import type { TenantDb } from "../../../core/db/database.ts";
import type { Stock } from "../stock/queries.ts";
import * as queries from "./queries.ts";

/** Tables in the order in which their rows refer to each other, and the links that each owns. */
const tables: readonly { table: queries.EntityTable; links: readonly [queries.LinkTable, string][] }[] = [
  { table: "days", links: [] },
  { table: "periods", links: [] },
  { table: "subjects", links: [] },
  { table: "tags", links: [] },
  { table: "buildings", links: [] },
  { table: "teachers", links: [["teacher_subjects", "teacher_id"]] },
  { table: "student_sets", links: [["student_set_members", "parent_id"]] },
  { table: "rooms", links: [["room_real_sets", "room_id"]] },
  {
    table: "lessons",
    links: [
      ["lesson_teachers", "lesson_id"],
      ["lesson_sets", "lesson_id"],
      ["lesson_tags", "lesson_id"],
    ],
  },
  { table: "rules", links: [] },
];

type Held = queries.Row & { id: string };
type Snapshot = ReadonlyMap<string, readonly queries.Row[]>;

/** What takes an import back: the mode of the week, and table by table what it changed or removed, and what it added. */
export type Undo = {
  mode: string;
  daysPerTerm: number | null;
  tables: { table: queries.EntityTable; back: Held[]; gone: string[]; links: UndoLinks[] }[];
};
type UndoLinks = { table: queries.LinkTable; owner: string; rows: queries.Row[] };

/** Everything in sight that an import may change. */
export async function takeSnapshot(db: TenantDb, schoolId: string): Promise<Snapshot> {
  const names = tables.flatMap(({ table, links }) => [table, ...links.map(([link]) => link)]);
  const taken = await Promise.all(
    names.map(async (name) => [name, await queries.listWholeRows(db, name, schoolId)] as const),
  );
  return new Map(taken);
}

/** The way back from `after` to `before`. */
export function undoOf(stock: Stock, before: Snapshot, after: Snapshot): Undo {
  return {
    mode: stock.school.mode,
    daysPerTerm: stock.school.daysPerTerm,
    tables: tables.map(({ table, links }) => {
      const [was, is] = [byId(before.get(table)), byId(after.get(table))];
      const back = [...was.values()].filter((row) => !same(row, is.get(row.id)));
      const gone = [...is.keys()].filter((id) => !was.has(id));
      const owners = new Set([...back.map(({ id }) => id), ...gone]);
      return {
        table,
        back: back.map(contents),
        gone,
        links: links.map(([link, owner]) => ({
          table: link,
          owner,
          rows: (before.get(link) ?? []).filter((row) => owners.has(String(row[owner]))).map(contents),
        })),
      };
    }),
  };
}

/** Ids of all rows that an import wrote, by table. */
export const touchedBy = (undo: Undo): { table: queries.EntityTable; ids: string[] }[] =>
  undo.tables.map(({ table, back, gone }) => ({ table, ids: [...back.map(({ id }) => id), ...gone] }));

/** Puts everything back: what was added goes first, so that a name it took is free again. */
export async function putBack(db: TenantDb, schoolId: string, undo: Undo): Promise<void> {
  await queries.setTimetableMode(db, schoolId, undo.mode, undo.daysPerTerm);
  for (const { table, gone } of undo.tables)
    if (gone.length > 0) await queries.removeRows(db, table, schoolId, gone);
  for (const { table, back, gone, links } of undo.tables) {
    await queries.updateRows(db, table, schoolId, back);
    const owners = [...back.map(({ id }) => id), ...gone];
    for (const { table: link, owner, rows } of links)
      await queries.replaceLinks(db, link, owner, schoolId, owners, rows);
  }
}

const byId = (rows: readonly queries.Row[] = []): Map<string, Held> =>
  new Map(rows.map((row) => [String(row.id), row as Held]));

const same = (one: queries.Row, other: queries.Row | undefined): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** A row without what the database writes itself. */
function contents<Whole extends queries.Row>(row: Whole): Whole {
  const { school_id, version, created_at, updated_at, updated_by, ...rest } = row;
  return rest as Whole;
}
