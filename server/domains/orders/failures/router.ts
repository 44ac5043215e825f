import { router, tenantProcedure } from "../../../trpc/init.ts";
import * as schema from "./schema.ts";
import {
  dismissDeadLetter,
  listDeadLetters,
  readDeadLetter,
  replayDeadLetter,
  replayDeadLetters,
} from "./service.ts";

const configures = tenantProcedure("orders.configure");

export const deadLettersRouter = router({
  list: configures
    .input(schema.listDeadLettersInput)
    .output(schema.listDeadLettersOutput)
    .query(({ ctx, input }) => listDeadLetters(ctx, input)),
  read: configures
    .input(schema.deadLetterInput)
    .output(schema.letterBody)
    .query(({ ctx, input }) => readDeadLetter(ctx, input.id)),
  replay: configures
    .input(schema.deadLetterInput)
    .output(schema.replayedOutput)
    .mutation(({ ctx, input }) => replayDeadLetter(ctx, input.id)),
  replayMany: configures
    .input(schema.deadLettersInput)
    .output(schema.replayedOutput)
    .mutation(({ ctx, input }) => replayDeadLetters(ctx, input)),
  dismiss: configures
    .input(schema.deadLetterInput)
    .output(schema.dismissedOutput)
    .mutation(({ ctx, input }) => dismissDeadLetter(ctx, input.id)),
});
