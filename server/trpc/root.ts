import { auditRouter } from "../domains/audit/router.ts";
import { coursesRouter } from "../domains/courses/router.ts";
import { identityRouter } from "../domains/identity/router.ts";
import { mailboxRouter } from "../domains/mailbox/router.ts";
import { ordersRouter } from "../domains/orders/router.ts";
import { runsRouter } from "../domains/runs/router.ts";
import { schoolRouter } from "../domains/school/router.ts";
import { timetableRouter } from "../domains/timetable/router.ts";
import { router } from "./init.ts";

/** Every procedure of a house. The attack matrix enumerates this router. */
export const appRouter = router({
  audit: auditRouter,
  courses: coursesRouter,
  identity: identityRouter,
  mailbox: mailboxRouter,
  orders: ordersRouter,
  runs: runsRouter,
  school: schoolRouter,
  timetable: timetableRouter,
});

/** For typed clients. @public */
export type AppRouter = typeof appRouter;
