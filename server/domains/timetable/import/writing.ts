import type { TenantDb } from "../../../core/db/database.ts";
import type { FetDocument } from "../fet/document.ts";
import type { Stock } from "../stock/queries.ts";
import type { Changes } from "./diff.ts";
import type { Item, Items } from "./items.ts";
import * as queries from "./queries.ts";
import type { ItemKind } from "./schema.ts";

export type Diff = { [Kind in ItemKind]: Changes<Items[Kind][number]["value"]> };
export type ValueOf<Kind extends ItemKind> = Items[Kind][number]["value"];
export type Known = { [Kind in Exclude<ItemKind, "rules">]: Map<string, string> };

/** What the school holds; `ruleIds` are parallel to `rules`. */
export type Held = Items & {
  readonly ruleIds: readonly string[];
  readonly rulePositions: ReadonlyMap<string, number>;
};

/** One writing of one file: where to, what is held, and the ids of everything by its key as it becomes known. */
export type Writing = {
  db: TenantDb;
  schoolId: string;
  stock: Stock;
  document: FetDocument;
  held: Held;
  file: Items;
  diff: Diff;
  fileName: string;
  firstWeekday: number;
  /** Whether what the file does not have goes. */
  removeMissing: boolean;
  ids: Known;
};

/** The ids of what the school holds. */
export const knownIds = (stock: Stock): Known => {
  const byName = (rows: readonly { id: string; name: string }[]) =>
    new Map(rows.map((row) => [row.name, row.id]));
  return {
    days: byName(stock.days),
    hours: byName(stock.hours),
    subjects: byName(stock.subjects),
    tags: byName(stock.tags),
    buildings: byName(stock.buildings),
    teachers: byName(stock.teachers),
    sets: byName(stock.sets),
    rooms: byName(stock.rooms),
    lessons: new Map(stock.lessons.map((lesson) => [String(lesson.externalId), lesson.id])),
  };
};

export type NamedKind = Exclude<ItemKind, "rules">;

/**
 * Brings one table in step: inserts, updates, removes. `first` gives columns that only a new row gets. Returns the
 * items whose links must be written again.
 */
export async function write<Kind extends NamedKind>(
  { db, schoolId, diff, ids, removeMissing }: Writing,
  kind: Kind,
  table: queries.EntityTable,
  row: (value: ValueOf<Kind>) => queries.Row,
  first: (value: ValueOf<Kind>, index: number) => queries.Row = () => ({}),
): Promise<Item<ValueOf<Kind>>[]> {
  const changes = diff[kind] as unknown as Changes<ValueOf<Kind>>;
  const known = ids[kind];
  if (removeMissing) {
    const gone = changes.missing.flatMap((item) => known.get(item.key) ?? []);
    if (gone.length > 0) await queries.removeRows(db, table, schoolId, gone);
  }
  const back = kind === "lessons" ? [] : await restore(db, table, schoolId, changes.added);
  for (const { id, name } of back) known.set(name, id);
  const fresh = changes.added.filter((item) => !known.has(item.key));
  const stale = [...changes.updated, ...changes.added.filter((item) => known.has(item.key))];
  const made = await queries.insertRows(
    db,
    table,
    schoolId,
    fresh.map((item, index) => ({ ...row(item.value), ...first(item.value, index) })),
  );
  for (const [index, item] of fresh.entries()) known.set(item.key, made[index] ?? "");
  await queries.updateRows(
    db,
    table,
    schoolId,
    stale.map((item) => ({ id: known.get(item.key) ?? "", ...row(item.value) })),
  );
  return [...fresh, ...stale];
}

const restore = (
  db: TenantDb,
  table: queries.EntityTable,
  schoolId: string,
  added: readonly { key: string }[],
) =>
  added.length > 0
    ? queries.restoreByName(
        db,
        table,
        schoolId,
        added.map(({ key }) => key),
      )
    : [];

/** The ids of items. */
export const idsOf = (items: readonly { key: string }[], known: ReadonlyMap<string, string>): string[] =>
  items.flatMap(({ key }) => known.get(key) ?? []);

/** A row of links, unless one of its ends is not known. */
export const link = (row: queries.Row): queries.Row[] =>
  Object.values(row).some((value) => value === undefined) ? [] : [row];
