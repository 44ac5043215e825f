import { createHash } from "node:crypto";
import type { Actor } from "../../../core/auth.ts";
import type { Ctx } from "../../../core/context.ts";
import { sql } from "../../../core/db/sql.ts";
import { createTestTenant } from "../../../core/testing/house.ts";
import { orderIdOf } from "../intake/headers.ts";
import { insertEvents } from "../intake/queries.ts";
import { processEvents } from "../process/service.ts";
import { jobOf } from "./job.ts";
import { bodyText, type OrderBody } from "./order-body.ts";
import { openShop, type TestShop } from "./shop.ts";

export type OrderHouse = Awaited<ReturnType<typeof openOrderHouse>>;

/** A house with one connected shop, into which tests put deliveries and process them. */
export async function openOrderHouse(name = "north") {
  const house = await createTestTenant(name);
  const shop = await house.asSystem((db) => openShop(db, name));
  const job = jobOf(house, house.tenant);
  /** Somebody of the office; what is given runs as them. */
  async function openOffice(personName: string) {
    const id = await house.asSystem(async (db) => {
      const row = await db.one<{ id: string }>(sql`
        insert into people (email, name, status) values (${`office@${name}.example`}, ${personName}, 'active') returning id`);
      await db.run(sql`insert into memberships (person_id, role) values (${row?.id}, 'school_admin')`);
      return row?.id ?? "";
    });
    const office: Actor = { kind: "person", id, sessionId: "s" };
    return <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> =>
      house.database.withTenant(house.tenant, office, (db) =>
        work({ tenant: house.tenant, actor: office, db, log: job.log, requestId: "test" }),
      );
  }
  return {
    ...house,
    shop,
    job,
    openOffice,
    /** Records a delivery as the web process does once its signature is checked. */
    deliver: (body: OrderBody | string, topic = "orders/updated", more: Delivering = {}) =>
      house.asSystem(async (db) => {
        const bytes = Buffer.from(typeof body === "string" ? body : bodyText(body));
        await insertEvents(db, [
          {
            storeId: (more.shop ?? shop).storeId,
            schoolId: (more.shop ?? shop).schoolId,
            topic,
            eventId: more.eventId ?? null,
            resourceId: orderIdOf(topic, bytes),
            triggeredAt: more.triggeredAt ?? null,
            apiVersion: null,
            body: bytes,
            hash: createHash("sha256").update(bytes).digest(),
          },
        ]);
      }),
    /** Processes everything that is due. */
    work: (lanes = 2) => processEvents(job, lanes),
    /** An order as the table has it. */
    order: (externalId: number | string) =>
      house.asSystem((db) =>
        db.one<Record<string, unknown> & { id: string; version: number; status: string }>(
          sql`select * from orders where external_id = ${String(externalId)}`,
        ),
      ),
    entries: (orderId: string) =>
      house.asSystem((db) =>
        db.rows<{ kind: string; title: string; version: number | null; fields: { field: string }[] }>(
          sql`select kind, title, version, fields from order_entries where order_id = ${orderId} order by id`,
        ),
      ),
  };
}
type Delivering = { eventId?: string; triggeredAt?: string; shop?: TestShop };
