import type { TenantDb } from "../../../core/db/database.ts";
import { json, sql } from "../../../core/db/sql.ts";

export type RulesRecord = { rules: unknown; version: number; updatedAt: string };

export const findRules = (db: TenantDb, schoolId: string): Promise<RulesRecord | undefined> =>
  db.one<RulesRecord>(sql`
    select rules, version, updated_at as "updatedAt" from shipping_rules where school_id = ${schoolId}`);

/** Saves rules onto a version, 0 for the first; undefined when somebody else saved meanwhile. */
export const saveRules = (
  db: TenantDb,
  schoolId: string,
  version: number,
  rules: unknown,
): Promise<RulesRecord | undefined> =>
  db.one<RulesRecord>(
    version === 0
      ? sql`
        insert into shipping_rules (school_id, rules) values (${schoolId}, ${json(rules)}::jsonb)
        on conflict (school_id) do nothing returning rules, version, updated_at as "updatedAt"`
      : sql`
        update shipping_rules set rules = ${json(rules)}::jsonb, version = version + 1, updated_by = shared.actor_id()
        where school_id = ${schoolId} and version = ${version}
        returning rules, version, updated_at as "updatedAt"`,
  );

export const lastRulesEditor = (
  db: TenantDb,
  schoolId: string,
): Promise<{ name: string | null } | undefined> =>
  db.one(sql`
    select p.name from shipping_rules r left join people p on p.id = r.updated_by where r.school_id = ${schoolId}`);

export type SampleOrder = {
  id: string;
  number: string;
  currency: string;
  goods: number;
  weightGrams: number;
  country: string;
  zone: string;
  ships: boolean;
  before: number;
};
/** The newest orders, as far as a fee depends on them. */
export const newestOrders = (db: TenantDb, schoolId: string, count: number): Promise<SampleOrder[]> =>
  db.rows<SampleOrder>(sql`
    select o.id, o.number, o.currency, o.subtotal::float8 as goods, o.weight_grams::float8 as "weightGrams",
      coalesce(o.address->>'country', '') as country, coalesce(o.address->>'zone', '') as zone,
      o.shipping_fee::float8 as before,
      not exists (select from order_lines l where l.order_id = o.id)
        or exists (select from order_lines l where l.order_id = o.id and l.ships) as ships
    from orders o where o.school_id = ${schoolId} order by o.placed_at desc, o.id desc limit ${count}`);
