import { router, tenantProcedure } from "../../../trpc/init.ts";
import * as schema from "./schema.ts";
import { getShippingRules, previewShipping, saveShippingRules } from "./service.ts";

const reads = tenantProcedure("orders.read");
const configures = tenantProcedure("orders.configure");

export const shippingRulesRouter = router({
  get: reads
    .input(schema.shippingRulesInput)
    .output(schema.shippingRulesOutput)
    .query(({ ctx, input }) => getShippingRules(ctx, input.schoolId)),
  preview: configures
    .input(schema.previewShippingInput)
    .output(schema.previewShippingOutput)
    .query(({ ctx, input }) => previewShipping(ctx, input)),
  save: configures
    .input(schema.saveShippingRulesInput)
    .output(schema.shippingRulesOutput)
    .mutation(({ ctx, input }) => saveShippingRules(ctx, input)),
});
