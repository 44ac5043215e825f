import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Ctx } from "../../../core/context.ts";
import { sql } from "../../../core/db/sql.ts";
import { AppError } from "../../../core/errors.ts";
import type { JobContext } from "../../../core/jobs/tenant-job.ts";
import { type OrderHouse, openOrderHouse } from "../testing/house.ts";
import { orderBody } from "../testing/order-body.ts";
import { claimEvents } from "./claim.ts";
import { processEvents } from "./service.ts";

let house: OrderHouse;
beforeAll(async () => {
  house = await openOrderHouse("failing");
  const owner = new pg.Client({ connectionString: house.ownerUrl });
  await owner.connect();
  await owner.query(`alter table "${house.tenant.schema}".orders add check (number <> '#13')`);
  await owner.end();
});
afterAll(() => house.close());

const stateOf = (id: number) =>
  house.asSystem((db) =>
    db.one<{ state: string; attempts: number; error: string | null }>(sql`
      select state, attempts::int as attempts, error from shop_events where resource_id = ${String(id)}`),
  );
/** As if the waits between attempts were over. */
const later = () =>
  house.asSystem((db) => db.run(sql`update shop_events set next_attempt_at = now() where state = 'pending'`));

test("what the database objects to has three attempts, and its neighbours are worked in at the first", async () => {
  await house.deliver(orderBody({ id: 12 }));
  await house.deliver(orderBody({ id: 13, name: "#13" }));
  for (let attempt = 1; attempt <= 3; attempt++) {
    await house.work();
    expect(await stateOf(12)).toMatchObject({ state: "done", attempts: 1 });
    expect(await stateOf(13)).toMatchObject({
      state: attempt < 3 ? "pending" : "dead",
      attempts: attempt,
      error: "database.check",
    });
    await later();
  }
});

/** The house's job, after whose work something else may go wrong before it is committed. */
const jobThat = (fails: (ctx: Ctx) => Promise<void>): JobContext => ({
  ...house.job,
  transact: (work) =>
    house.job.transact(async (ctx) => {
      const done = await work(ctx);
      await fails(ctx);
      return done;
    }),
});

test("an event that keeps the database busy is put off after its neighbours were worked in, and put aside in the end", async () => {
  await house.deliver(orderBody({ id: 21 }));
  await house.deliver(orderBody({ id: 22 }));
  const job = jobThat(async ({ db }) => {
    const row = await db.one(sql`select from shop_events where resource_id = '22' and state = 'done'`);
    if (row) throw new AppError("UNAVAILABLE", "database.busy");
  });
  for (let attempt = 1; attempt <= 3; attempt++) {
    await processEvents(job, 1);
    expect(await stateOf(21)).toMatchObject({ state: "done" });
    expect(await stateOf(22)).toMatchObject({ state: attempt < 3 ? "pending" : "dead", attempts: attempt });
    await later();
  }
});

test("a failure that concerns no event ends the job instead of being met again and again", async () => {
  await house.deliver(orderBody({ id: 31 }));
  let calls = 0;
  const job: JobContext = {
    ...house.job,
    transact: (work) => {
      calls += 1;
      if (calls === 2) throw new Error("no such function"); // as the look for what is due had succeeded
      return house.job.transact(work);
    },
  };
  await expect(processEvents(job, 1)).rejects.toThrow("no such function");
  expect(calls).toBe(2);
});

test("a transaction takes as many bodies as fit into memory, and at least one", async () => {
  await house.work();
  for (const id of [41, 42, 43, 44]) await house.deliver(orderBody({ id, note: "x".repeat(4_000) }));
  const claimed = (bytes: number) =>
    house.asSystem(async (db) => (await claimEvents(db, { lane: 0, lanes: 1, limit: 100, bytes })).length);
  expect(await claimed(9_000)).toBe(2);
  expect(await claimed(1)).toBe(1);
  await house.work();
  expect(await stateOf(44)).toMatchObject({ state: "done" });
});
