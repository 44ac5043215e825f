import { z } from "zod";
import { router, tenantProcedure } from "../../../trpc/init.ts";
import * as schema from "./schema.ts";
import {
  connectStore,
  disconnectStore,
  listStores,
  repairStore,
  storeHealth,
  updateStore,
} from "./service.ts";

const reads = tenantProcedure("orders.read");
const configures = tenantProcedure("orders.configure");

export const storesRouter = router({
  list: reads
    .input(schema.listStoresInput)
    .output(schema.storeRow.array())
    .query(({ ctx, input }) => listStores(ctx, input.schoolId)),
  health: configures
    .input(schema.storeHealthInput)
    .output(schema.storeHealth)
    .query(({ ctx, input }) => storeHealth(ctx, input.id)),
  connect: configures
    .input(schema.connectStoreInput)
    .output(schema.storeRow)
    .mutation(({ ctx, input }) => connectStore(ctx, input)),
  update: configures
    .input(schema.updateStoreInput)
    .output(schema.storeRow)
    .mutation(({ ctx, input }) => updateStore(ctx, input)),
  disconnect: configures
    .input(schema.disconnectStoreInput)
    .output(schema.storeRow)
    .mutation(({ ctx, input }) => disconnectStore(ctx, input)),
  repairNow: configures
    .input(schema.storeIdInput)
    .output(z.void())
    .mutation(({ ctx, input }) => repairStore(ctx, input.id)),
});
