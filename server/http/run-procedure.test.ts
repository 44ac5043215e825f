import { type AnyTRPCProcedure, initTRPC, TRPCError } from "@trpc/server";
import { expect, test } from "vitest";
import { z } from "zod";
import { type CallOptions, runProcedure } from "./run-procedure.ts";

const t = initTRPC.context<{ who: string }>().create();
const greeting = t.procedure
  .use(({ ctx, next }) => next({ ctx: { loud: ctx.who.toUpperCase() } }))
  .input(z.object({ times: z.number() }))
  .input(z.object({ end: z.string().default("!") }))
  .use(async ({ next }) => {
    const result = await next();
    if (!result.ok && result.error.message === "unheard") throw new TRPCError({ code: "CONFLICT" });
    return result;
  })
  .output(z.string().max(20))
  .query(({ ctx, input, path }) => {
    if (input.end === "throw") throw new Error("unheard");
    return `${path} ${ctx.who} ${ctx.loud.repeat(input.times)}${input.end}`;
  });

const call = (input: unknown): CallOptions => ({
  path: "greet",
  getRawInput: async () => input,
  ctx: { who: "ada" },
  type: "query",
  signal: new AbortController().signal,
  batchIndex: 0,
});
const settle = (run: Promise<unknown>) =>
  run.then(
    (data) => ({ data }),
    (error: TRPCError) => ({
      code: error.code,
      message: error.message,
      cause: error.cause?.constructor.name,
    }),
  );

test.each([
  ["inputs together and a changed context", { times: 2 }, { data: "greet ada ADAADA!" }],
  ["an input that is refused", { times: "2" }, { code: "BAD_REQUEST" }],
  ["an output that is refused", { times: 9 }, { code: "INTERNAL_SERVER_ERROR" }],
  ["an error that a middleware turns into another", { times: 1, end: "throw" }, { code: "CONFLICT" }],
])("runs as the procedure itself does: %s", async (_what, input, expected) => {
  const own = await settle(runProcedure(greeting as unknown as AnyTRPCProcedure, call(input)));
  expect(own).toMatchObject(expected);
  expect(own).toEqual(
    await settle((greeting as unknown as (o: CallOptions) => Promise<unknown>)(call(input))),
  );
});
