import {
  createTRPCClient,
  httpBatchLink,
  httpBatchStreamLink,
  httpLink,
  TRPCClientError,
} from "@trpc/client";
import { initTRPC, TRPCError } from "@trpc/server";
import Fastify, { type FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { LargeBodies } from "./bodies.ts";
import { installTrpc } from "./trpc.ts";

const t = initTRPC.context<{ who: string }>().create();
let aborted: Promise<unknown> = Promise.resolve();
let slowStarted: () => void = () => undefined;

const router = t.router({
  greet: t.procedure
    .input(z.object({ name: z.string() }))
    .query(({ input, ctx }) => `${input.name}, ${ctx.who}`),
  nothing: t.procedure.query(({ input }) => ({ input: input ?? null })),
  refuse: t.procedure.query(() => {
    throw new TRPCError({ code: "FORBIDDEN", message: "not.yours" });
  }),
  crash: t.procedure.query(() => {
    throw new Error("a secret path");
  }),
  deep: t.router({ add: t.procedure.input(z.number()).mutation(({ input }) => input + 1) }),
  slow: t.procedure.query(({ signal }) => {
    aborted = new Promise((resolve) => signal?.addEventListener("abort", () => resolve("aborted")));
    slowStarted();
    return aborted;
  }),
});
type TestRouter = typeof router;

let app: FastifyInstance;
let url: string;

beforeAll(async () => {
  app = Fastify();
  await app.register(
    async (scope) =>
      installTrpc(scope, {
        router,
        createContext: (request) => ({ who: String(request.headers["x-who"] ?? "nobody") }),
        maxBatchSize: 3,
        bodyLimitOf: () => ({ bytes: 2_000, told: { field: "text", limit: 2_000 } }),
        largeBodies: new LargeBodies(1),
      }),
    { prefix: "/trpc" },
  );
  url = `${await app.listen({ port: 0, host: "127.0.0.1" })}/trpc`;
});
afterAll(() => app.close());

const headers = { "x-who": "Ada" };
const links = {
  httpLink: () => httpLink({ url, headers }),
  httpBatchLink: () => httpBatchLink({ url, headers }),
  httpBatchStreamLink: () => httpBatchStreamLink({ url, headers }),
};

describe.each(Object.entries(links))("the stock client through %s", (_name, link) => {
  const client = () => createTRPCClient<TestRouter>({ links: [link()] });

  test("queries, with input, without input and through the context", async () => {
    expect(await client().greet.query({ name: "Zoë, 100 %" })).toBe("Zoë, 100 %, Ada");
    expect(await client().nothing.query()).toEqual({ input: null });
  });

  test("mutates through a nested router", async () => {
    expect(await client().deep.add.mutate(41)).toBe(42);
  });

  test("one call that fails leaves the others of its batch alone", async () => {
    const one = client();
    const [good, refused, bad] = await Promise.allSettled([
      one.greet.query({ name: "Eve" }),
      one.refuse.query(),
      one.greet.query({ name: 7 as never }),
    ]);
    expect(good).toMatchObject({ status: "fulfilled", value: "Eve, Ada" });
    expect(refused).toMatchObject({ status: "rejected" });
    const error = (refused as PromiseRejectedResult).reason as TRPCClientError<TestRouter>;
    expect(error).toBeInstanceOf(TRPCClientError);
    expect(error.message).toBe("not.yours");
    expect(error.data).toMatchObject({ code: "FORBIDDEN", httpStatus: 403, path: "refuse" });
    expect((bad as PromiseRejectedResult).reason.data.code).toBe("BAD_REQUEST");
  });

  test("an unknown procedure is NOT_FOUND", async () => {
    const call = (
      client() as unknown as { toString: never; missing: { query: () => Promise<unknown> } }
    ).missing.query();
    await expect(call).rejects.toMatchObject({ data: { code: "NOT_FOUND", httpStatus: 404 } });
  });

  test("leaving aborts the procedure", async () => {
    const controller = new AbortController();
    const started = new Promise<void>((resolve) => {
      slowStarted = resolve;
    });
    const call = client().slow.query(undefined, { signal: controller.signal });
    await started;
    controller.abort();
    await expect(call).rejects.toThrow();
    expect(await aborted).toBe("aborted");
  });
});

describe("the protocol", () => {
  const get = (path: string, init?: RequestInit) => fetch(`${url}/${path}`, init);
  const post = (path: string, body?: string) =>
    get(path, { method: "POST", headers: { "content-type": "application/json" }, body });

  test("a batch with different outcomes answers 207, and one outcome its own status", async () => {
    const mixed = await get(`nothing,refuse?batch=1&input=${encodeURIComponent("{}")}`);
    expect(mixed.status).toBe(207);
    expect(await mixed.json()).toMatchObject([
      { result: { data: {} } },
      { error: { data: { code: "FORBIDDEN" } } },
    ]);
    expect((await get("refuse")).status).toBe(403);
    expect((await get("crash")).status).toBe(500);
  });

  test("a mutation by GET and a query by POST are refused and name the right method", async () => {
    const mutation = await get("deep.add?input=1");
    expect([mutation.status, mutation.headers.get("allow")]).toEqual([405, "POST"]);
    const query = await post("nothing");
    expect([query.status, query.headers.get("allow")]).toEqual([405, "GET"]);
  });

  test("a batch above the limit runs nothing", async () => {
    const answer = await get("nothing,nothing,nothing,nothing?batch=1");
    expect(answer.status).toBe(400);
    const streamed = await get("nothing,nothing,nothing,nothing?batch=1", {
      headers: { "trpc-accept": "application/jsonl" },
    });
    expect(streamed.status).toBe(400);
  });

  test("queries and mutations do not share a batch", async () => {
    expect((await get("nothing,deep.add?batch=1")).status).toBe(400);
  });

  test.each([
    ["input that is not JSON", () => get("greet?input=%7B"), 400, "BAD_REQUEST"],
    ["a body that is not JSON", () => post("deep.add", "{"), 400, "BAD_REQUEST"],
    [
      "a body above the limit",
      () => post("deep.add", JSON.stringify("x".repeat(3_000))),
      413,
      "PAYLOAD_TOO_LARGE",
    ],
    [
      "a body of another type",
      () => get("deep.add", { method: "POST", headers: { "content-type": "text/plain" }, body: "1" }),
      415,
      "UNSUPPORTED_MEDIA_TYPE",
    ],
    ["a name of Object's own", () => get("constructor"), 404, "NOT_FOUND"],
  ])("%s is answered in tRPC's shape", async (_what, ask, status, code) => {
    const answer = await ask();
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ error: { data: { code } } });
  });
});
