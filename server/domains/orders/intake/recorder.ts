import { systemActor } from "../../../core/auth.ts";
import type { Database, TenantRef } from "../../../core/db/database.ts";
import { AppError } from "../../../core/errors.ts";
import { enqueue } from "../../../core/jobs/enqueue.ts";
import { processTask } from "../process/schema.ts";
import { type Delivery, insertEvents } from "./queries.ts";

type Waiting = { delivery: Delivery; resolve: () => void; reject: (error: unknown) => void };
type Line = { tenant: TenantRef; waiting: Waiting[]; writing: boolean };

/** Most deliveries and bytes of one transaction. */
const most = { rows: 200, bytes: 16 << 20 };
/** Deliveries of one house that may wait; beyond that the shop is told to come again. */
const longestLine = 5_000;
const actor = systemActor("shopify");

/**
 * Writes deliveries down, each before it is answered. A delivery that finds nothing being written goes at once; those
 * that come meanwhile go together in the next transaction. So a single one waits for nothing, and a flood costs a commit
 * for many. The job is added in the same transaction: what was recorded will be processed.
 */
export class Recorder {
  readonly #database: Database;
  readonly #lines = new Map<string, Line>();

  constructor(database: Database) {
    this.#database = database;
  }

  /** Resolves when the delivery is committed. */
  record(tenant: TenantRef, delivery: Delivery): Promise<void> {
    const line = this.#lines.get(tenant.id) ?? { tenant, waiting: [], writing: false };
    if (line.waiting.length >= longestLine) throw new AppError("UNAVAILABLE", "orders.too_many_waiting");
    this.#lines.set(tenant.id, line);
    return new Promise((resolve, reject) => {
      line.waiting.push({ delivery, resolve, reject });
      if (!line.writing) void this.#writeAll(line);
    });
  }

  async #writeAll(line: Line): Promise<void> {
    line.writing = true;
    while (line.waiting.length > 0) {
      await this.#writeBatch(line.tenant, takeBatch(line.waiting));
    }
    line.writing = false;
    this.#lines.delete(line.tenant.id);
  }

  /** What the database does not take is refused alone: a batch that fails is written one by one. */
  async #writeBatch(tenant: TenantRef, batch: readonly Waiting[]): Promise<void> {
    try {
      await this.#write(
        tenant,
        batch.map(({ delivery }) => delivery),
      );
      for (const { resolve } of batch) resolve();
    } catch (error) {
      const passes = error instanceof AppError && error.code === "UNAVAILABLE";
      if (batch.length === 1 || passes) for (const { reject } of batch) reject(error);
      else for (const one of batch) await this.#writeBatch(tenant, [one]);
    }
  }

  #write(tenant: TenantRef, deliveries: Delivery[]): Promise<void> {
    return this.#database.withTenant(tenant, actor, async (db) => {
      const recorded = await insertEvents(db, deliveries);
      if (recorded > 0) await enqueue(db, processTask, {}, { key: "orders", queue: "orders" });
    });
  }
}

function takeBatch(waiting: Waiting[]): Waiting[] {
  let bytes = 0;
  let rows = 0;
  for (const { delivery } of waiting) {
    bytes += delivery.body.length;
    if (rows === most.rows || (rows > 0 && bytes > most.bytes)) break;
    rows += 1;
  }
  return waiting.splice(0, rows);
}
