import { AppError } from "../../../core/errors.ts";
import { emit } from "../../../core/events.ts";
import type { JobContext } from "../../../core/jobs/tenant-job.ts";
import type { OpenShop } from "../shop/open.ts";
import { noteTrouble } from "../stores/queries.ts";

/**
 * Runs work that asks a shop. A shop that refuses us says so on its panel until it lets us in again; that is for a person
 * to mend, so the job ends. Everything else is tried again.
 */
export async function withTrouble(job: JobContext, shop: OpenShop, work: () => Promise<void>): Promise<void> {
  try {
    await work();
    await note(job, shop, "connected", null);
  } catch (error) {
    if (!(error instanceof AppError) || error.code === "UNAVAILABLE") throw error;
    if (error.reason.startsWith("orders.")) await note(job, shop, "refused", error.reason);
    throw error;
  }
}

const note = (job: JobContext, shop: OpenShop, state: "connected" | "refused", trouble: string | null) =>
  job.transact(async ({ db }) => {
    if ((await noteTrouble(db, shop.storeId, state, trouble)) === 0) return;
    await emit(db, {
      topic: `stores/${shop.schoolId}`,
      kind: "stores.changed",
      entity: "stores",
      entityId: shop.storeId,
      payload: { state, trouble },
    });
  });
