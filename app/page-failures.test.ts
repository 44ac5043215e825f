import type { AppLoadContext } from "@remix-run/node";
import { expect, test, vi } from "vitest";
import { logPageFailure } from "./page-failures.ts";

function told(error: unknown, signal?: AbortSignal) {
  const log = { error: vi.fn() };
  const request = new Request("http://north.localhost/people", { ...(signal && { signal }) });
  logPageFailure(error, { request, context: { log } as unknown as AppLoadContext });
  return log.error.mock.calls;
}

test("what nobody foresaw is written to the request's log", () => {
  const error = new Error("no such thing");
  expect(told(error)).toEqual([[{ err: error }, "page.failed"]]);
});

test("a page that is not there and a reader who left are no failures", () => {
  expect(told({ status: 404, statusText: "Not Found", internal: true, data: "" })).toEqual([]);
  expect(told(new Error("broken off"), AbortSignal.abort())).toEqual([]);
});
