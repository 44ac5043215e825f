import { router, tenantProcedure } from "../../trpc/init.ts";
import * as schema from "./schema.ts";
import { listMails, readMail } from "./service.ts";

const reader = tenantProcedure("mailbox.read");

export const mailboxRouter = router({
  list: reader
    .input(schema.listMailsInput)
    .output(schema.listMailsOutput)
    .query(({ ctx, input }) => listMails(ctx, input)),
  read: reader
    .input(schema.mailInput)
    .output(schema.mailOutput)
    .query(({ ctx, input }) => readMail(ctx, input)),
});
