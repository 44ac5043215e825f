import { router } from "./init.ts";

/** Every procedure of a house. The attack matrix enumerates this router. */
export const appRouter = router({});

export type AppRouter = typeof appRouter;
