import { schoolRouter } from "../domains/school/router.ts";
import { router } from "./init.ts";

/** Every procedure of a house. The attack matrix enumerates this router. */
export const appRouter = router({
  school: schoolRouter,
});

export type AppRouter = typeof appRouter;
