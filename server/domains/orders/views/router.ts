import { router, tenantProcedure } from "../../../trpc/init.ts";
import * as schema from "./schema.ts";
import { listViews, removeView, saveView } from "./service.ts";

const reads = tenantProcedure("orders.read");

export const viewsRouter = router({
  list: reads
    .input(schema.listViewsInput)
    .output(schema.orderView.array())
    .query(({ ctx, input }) => listViews(ctx, input.schoolId)),
  save: reads
    .input(schema.saveViewInput)
    .output(schema.orderView)
    .mutation(({ ctx, input }) => saveView(ctx, input)),
  remove: reads
    .input(schema.removeViewInput)
    .output(schema.orderView)
    .mutation(({ ctx, input }) => removeView(ctx, input.id)),
});
