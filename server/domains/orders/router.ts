import { router, tenantProcedure } from "../../trpc/init.ts";
import { undoMany, updateMany } from "./bulk/service.ts";
import { updateOrder } from "./edit/service.ts";
import { deadLettersRouter } from "./failures/router.ts";
import { figuresInput, figuresOutput } from "./figures/schema.ts";
import { readFigures } from "./figures/service.ts";
import { exportRows, getOrder, listOrders, ordersByIds, readTimeline } from "./list/service.ts";
import * as overview from "./overview/schema.ts";
import { findOrders, readOverview } from "./overview/service.ts";
import * as schema from "./schema.ts";
import { courseQueueRouter } from "./settle/router.ts";
import { shippingRulesRouter } from "./shipping/router.ts";
import { storesRouter } from "./stores/router.ts";
import { viewsRouter } from "./views/router.ts";

const reads = tenantProcedure("orders.read");
const edits = tenantProcedure("orders.edit");

export const ordersRouter = router({
  list: reads
    .input(schema.listOrdersInput)
    .output(schema.listOrdersOutput)
    .query(({ ctx, input }) => listOrders(ctx, input)),
  byIds: reads
    .input(schema.ordersByIdsInput)
    .output(schema.orderRow.array())
    .query(({ ctx, input }) => ordersByIds(ctx, input.ids)),
  get: reads
    .input(schema.orderIdInput)
    .output(schema.orderDetails)
    .query(({ ctx, input }) => getOrder(ctx, input.id)),
  timeline: reads
    .input(schema.timelineInput)
    .output(schema.timelineOutput)
    .query(({ ctx, input }) => readTimeline(ctx, input)),
  exportRows: reads
    .input(schema.exportRowsInput)
    .output(schema.exportRowsOutput)
    .query(({ ctx, input }) => exportRows(ctx, input)),
  find: reads
    .input(overview.findOrdersInput)
    .output(overview.findOrdersOutput)
    .query(({ ctx, input }) => findOrders(ctx, input)),
  overview: reads
    .input(overview.overviewInput)
    .output(overview.overviewOutput)
    .query(({ ctx, input }) => readOverview(ctx, input.schoolId)),
  figures: reads
    .input(figuresInput)
    .output(figuresOutput)
    .query(({ ctx, input }) => readFigures(ctx, input)),
  views: viewsRouter,
  stores: storesRouter,
  deadLetters: deadLettersRouter,
  shippingRules: shippingRulesRouter,
  courseQueue: courseQueueRouter,
  update: edits
    .input(schema.updateOrderInput)
    .output(schema.orderRow)
    .mutation(({ ctx, input }) => updateOrder(ctx, input)),
  updateMany: edits
    .input(schema.updateManyInput)
    .output(schema.updateManyOutput)
    .mutation(({ ctx, input }) => updateMany(ctx, input)),
  undoMany: edits
    .input(schema.undoManyInput)
    .output(schema.undoManyOutput)
    .mutation(({ ctx, input }) => undoMany(ctx, input)),
});
