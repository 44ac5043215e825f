import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readTemplate } from "../../server/core/db/house.ts";
import { createTestTenant, type TestTenant } from "../../server/core/testing/house.ts";

let house: TestTenant;
let owner: pg.Client;
beforeAll(async () => {
  house = await createTestTenant("hill");
  owner = new pg.Client({ connectionString: house.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await house.close();
});

async function migrate(...args: string[]): Promise<{ code: number | null; out: string; errors: string }> {
  const file = fileURLToPath(new URL("../atrium.ts", import.meta.url));
  const { ownerUrl: DATABASE_URL, secret: SECRET } = house;
  const env = { ...process.env, NODE_ENV: "test" as const, DATABASE_URL, SECRET, SPARE_HOUSES: "0" };
  const child = spawn(process.execPath, [file, "migrate", ...args], { env });
  const code = new Promise<number | null>((resolve) => child.once("close", resolve));
  const [out, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await code, out, errors };
}

test("a number of houses that is none is wrong usage, not a migration of nothing", async () => {
  for (const parallel of ["abc", "0", "-1"]) {
    const { code, errors } = await migrate("--parallel", parallel);
    expect([parallel, code]).toEqual([parallel, 2]);
    expect(errors).toContain("a whole number from 1");
  }
});

test("houses that are current are said to be, and the exit code agrees", async () => {
  const { code, out } = await migrate("--parallel", "2", "--json");
  expect(JSON.parse(out)).toMatchObject({ houses: [], behind: [] });
  expect(code).toBe(0);
});

test("a house whose step fails is named as behind", async () => {
  const { version } = readTemplate();
  await owner.query("update platform.tenants set template_version = '000000000000_before_all'");
  const { code, out } = await migrate("--json"); // its steps were applied already: they fail
  expect(JSON.parse(out)).toMatchObject({ houses: [{ slug: "hill", outcome: "failed" }], behind: ["hill"] });
  expect(code).toBe(1);
  await owner.query("update platform.tenants set template_version = $1", [version]);
});
