import { z } from "zod";
import { router, tenantProcedure } from "../../../trpc/init.ts";
import { dismissPurchase, listQueue } from "../../courses/purchases/service.ts";
import * as courses from "../../courses/schema.ts";
import { assignFromQueue } from "./service.ts";

const manages = tenantProcedure("courses.manage");

/** Places in courses that were paid for and wait for the office. */
export const courseQueueRouter = router({
  list: manages
    .input(courses.listQueueInput)
    .output(courses.listQueueOutput)
    .query(({ ctx, input }) => listQueue(ctx, input)),
  assign: manages
    .input(courses.assignInput)
    .output(z.void())
    .mutation(({ ctx, input }) => assignFromQueue(ctx, input)),
  dismiss: manages
    .input(courses.dismissInput)
    .output(z.void())
    .mutation(({ ctx, input }) => dismissPurchase(ctx, input)),
});
