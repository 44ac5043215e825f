import type { RequestContext } from "../core/context.ts";
import { createCallerFactory } from "./init.ts";
import { appRouter } from "./root.ts";

const callerFactory = createCallerFactory(appRouter);

/** Calls procedures in-process, for Remix loaders and actions: same checks, no HTTP hop. */
export const createCaller = (context: RequestContext) => callerFactory(context);

export type AppCaller = ReturnType<typeof createCaller>;
