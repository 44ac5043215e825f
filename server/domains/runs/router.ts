import { router, tenantProcedure } from "../../trpc/init.ts";
import { listRunsInput, listRunsOutput, runIdInput, runRow } from "./schema.ts";
import { getRun, listRuns, replayRun, requestCancel } from "./service.ts";

// Whoever asked for long work may watch and cancel it; row policies add those who hold `jobs.watch` in its school.
const watches = tenantProcedure("account.use");

export const runsRouter = router({
  list: watches
    .input(listRunsInput)
    .output(listRunsOutput)
    .query(({ ctx, input }) => listRuns(ctx, input)),
  get: watches
    .input(runIdInput)
    .output(runRow)
    .query(({ ctx, input }) => getRun(ctx, input.id)),
  cancel: watches
    .input(runIdInput)
    .output(runRow)
    .mutation(({ ctx, input }) => requestCancel(ctx, input.id)),
  replay: tenantProcedure("jobs.watch")
    .input(runIdInput)
    .output(runRow)
    .mutation(({ ctx, input }) => replayRun(ctx, input.id)),
});
