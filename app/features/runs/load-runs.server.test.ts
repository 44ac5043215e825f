import type { AppLoadContext } from "@remix-run/node";
import { expect, test, vi } from "vitest";
import { loadRuns } from "./load-runs.server.ts";

const contextOf = (permissions: string[], list: () => Promise<unknown>) =>
  ({ api: { runs: { list } }, viewer: { permissions } }) as unknown as Pick<AppLoadContext, "api" | "viewer">;
const request = new Request("http://north.localhost/work?cursor=x&state=failed");

test("who may not watch work is refused before anything is asked", async () => {
  const list = vi.fn(() => Promise.reject(new Error("asked")));
  await expect(loadRuns(request, contextOf([], list))).rejects.toMatchObject({ status: 403 });
  expect(list).not.toHaveBeenCalled();
});

test("who watches work gets the page that the address names", async () => {
  const list = vi.fn(async () => ({ runs: [], nextCursor: null }));
  await expect(loadRuns(request, contextOf(["jobs.watch"], list))).resolves.toEqual({
    runs: [],
    nextCursor: null,
  });
  expect(list).toHaveBeenCalledWith({ state: "failed", cursor: "x" });
});
