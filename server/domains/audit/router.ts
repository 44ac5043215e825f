import { router, tenantProcedure } from "../../trpc/init.ts";
import { listAuditInput, listAuditOutput } from "./schema.ts";
import { listAudit } from "./service.ts";

export const auditRouter = router({
  list: tenantProcedure("audit.read")
    .input(listAuditInput)
    .output(listAuditOutput)
    .query(({ ctx, input }) => listAudit(ctx, input)),
});
