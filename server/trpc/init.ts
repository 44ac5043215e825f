import { getTRPCErrorFromUnknown, initTRPC, TRPCError } from "@trpc/server";
import { ZodError } from "zod";
import { type Actor, systemActor, type Viewer } from "../core/auth.ts";
import type { Ctx, RequestContext } from "../core/context.ts";
import { AppError, type ErrorCode, type ErrorDetails } from "../core/errors.ts";
import { may, type Permission } from "../core/permissions.ts";

/** `public`: no sign-in needed. The attack matrix reads this of every procedure. */
export type ProcedureMeta = { access: Permission | "public"; upload?: Upload };

/** Input that holds a file: which field, and how many bytes it may have. All others share a megabyte. */
export type Upload = { readonly field: string; readonly maxBytes: number };

const trpcCodeOf = {
  INVALID: "BAD_REQUEST",
  UNAUTHENTICATED: "UNAUTHORIZED",
  FORBIDDEN: "FORBIDDEN",
  NOT_FOUND: "NOT_FOUND",
  CONFLICT: "CONFLICT",
  LIMIT: "TOO_MANY_REQUESTS",
  UNAVAILABLE: "SERVICE_UNAVAILABLE",
} as const satisfies Record<ErrorCode, TRPCError["code"]>;

const t = initTRPC
  .context<RequestContext>()
  .meta<ProcedureMeta>()
  .create({
    isServer: true,
    allowOutsideOfServer: true,
    errorFormatter: ({ shape, error, ctx }) => {
      const { reason, details } = explain(error);
      const { code, httpStatus, path } = shape.data; // the stack stays here
      return {
        ...shape,
        message: reason,
        data: { code, httpStatus, path, reason, details, requestId: ctx?.requestId },
      };
    },
  });

/** What a client is told of an error: a reason to translate and details to act on; never a stack or a statement. */
export function explain(error: TRPCError): { reason: string; details: ErrorDetails } {
  if (error.cause instanceof AppError) return { reason: error.cause.reason, details: error.cause.details };
  if (error.cause instanceof ZodError)
    return { reason: "input.invalid", details: { fields: fieldErrors(error.cause) } };
  return error.code === "INTERNAL_SERVER_ERROR"
    ? { reason: "server.unexpected", details: {} }
    : { reason: `server.${error.code.toLowerCase()}`, details: {} };
}

/** Messages by dotted field path, the first of each field. */
function fieldErrors(error: ZodError): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) fields[issue.path.join(".")] ??= issue.message;
  return fields;
}

type Outcome = { ok: true } | { ok: false; error: TRPCError };

/**
 * Logs each procedure once and turns AppError into tRPC's error, so that transports get the right status. It wraps the
 * one middleware of a procedure instead of being another: each costs a call what a statement costs.
 */
async function logged<Result extends Outcome>(
  { ctx, path, type }: { ctx: RequestContext; path: string; type: string },
  run: () => Promise<Result>,
): Promise<Result> {
  const started = performance.now();
  const since = () => Math.round((performance.now() - started) * 10) / 10;
  let failure: TRPCError;
  try {
    const result = await run();
    if (result.ok) {
      ctx.log.info({ procedure: path, type, ms: since() }, path);
      return result;
    }
    failure = result.error;
  } catch (error) {
    failure = getTRPCErrorFromUnknown(error);
  }
  const { cause } = failure;
  if (cause instanceof AppError)
    ctx.log.info({ procedure: path, type, ms: since(), reason: cause.reason }, path);
  else if (failure.code === "INTERNAL_SERVER_ERROR")
    ctx.log.error({ procedure: path, type, ms: since(), err: failure }, path);
  throw cause instanceof AppError
    ? new TRPCError({ code: trpcCodeOf[cause.code], message: cause.reason, cause })
    : failure;
}

/** Thrown through the transaction so that it rolls back, then unwrapped: tRPC reports errors as values. */
class Failed extends Error {
  readonly result: unknown;
  constructor(result: unknown) {
    super("rolled back");
    this.result = result;
  }
}

/**
 * A procedure of a signed-in member with the permission: queries read, mutations write, each in one transaction under
 * the tenant's role with the member as actor. Row policies then decide which rows.
 */
export const tenantProcedure = (permission: Permission, upload?: Upload) =>
  t.procedure.meta({ access: permission, ...(upload && { upload }) }).use((call) =>
    logged(call, async () => {
      const { ctx, type, next } = call;
      const { viewer } = ctx;
      if (!viewer) throw new AppError("UNAUTHENTICATED", "identity.sign_in_needed");
      if (!may(viewer.memberships, permission))
        throw new AppError("FORBIDDEN", "identity.permission_missing", { permission });
      const actor: Actor = { kind: "person", id: viewer.personId, sessionId: viewer.sessionId };
      const open = type === "mutation" ? "withTenant" : "readTenant";
      try {
        return await ctx.database[open](ctx.tenant, actor, async (db) => {
          const inside: Ctx & { viewer: Viewer } = {
            tenant: ctx.tenant,
            actor,
            db,
            log: ctx.log,
            requestId: ctx.requestId,
            viewer,
          };
          const result = await next({ ctx: inside });
          if (!result.ok) throw new Failed(result);
          return result;
        });
      } catch (error) {
        if (error instanceof Failed)
          return error.result as Awaited<ReturnType<typeof next<Ctx & { viewer: Viewer }>>>;
        throw error;
      }
    }),
  );

/**
 * A procedure anyone may call (signing in, resetting a password). No transaction is open: the service opens its own
 * with `inHouse`, because a refused attempt must be recorded although the call fails.
 */
export const publicProcedure = t.procedure.meta({ access: "public" }).use((call) =>
  logged(call, () => {
    const { ctx, next } = call;
    const inHouse = <T>(work: Parameters<typeof ctx.database.withTenant<T>>[2]) =>
      ctx.database.withTenant(ctx.tenant, systemActor("sign-in"), work);
    return next({ ctx: { inHouse } });
  }),
);

export const { router, mergeRouters, createCallerFactory } = t;
