import { expect, test } from "vitest";
import { runChaos } from "./chaos.ts";

test("no order is lost, doubled or left behind while web, worker and Postgres are killed at random", async () => {
  const report = await runChaos({
    orders: 300,
    seed: 11,
    killEveryMs: 700,
    mostKills: 4,
    say: () => undefined,
  });
  expect(report.wrong).toEqual([]);
  expect(Object.values(report.kills).every((count) => count > 0)).toBe(true);
}, 300_000);
