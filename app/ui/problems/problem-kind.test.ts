import { expect, test } from "vitest";
import { problemOf } from "./problem-kind.ts";

const answer = (status: number) => ({ status, statusText: "", internal: false, data: null });

test.each([
  [401, "unauthenticated"],
  [403, "forbidden"],
  [404, "notFound"],
  [429, "busy"],
  [503, "unavailable"],
  [500, "broken"],
  [409, "broken"],
] as const)("An answer of %i is %s", (status, kind) => {
  expect(problemOf(answer(status))).toEqual({ kind, code: String(status) });
});

test.each(["Failed to fetch", "NetworkError when attempting to fetch resource.", "Load failed"])(
  "A request that reached nobody is no fault of the page: %s",
  (message) => {
    expect(problemOf(new TypeError(message))).toEqual({ kind: "offline" });
  },
);

test("A mistake of the page's own stays one", () => {
  expect(problemOf(new TypeError("Cannot read properties of undefined")).kind).toBe("broken");
  expect(problemOf(new Error("Failed to fetch")).kind).toBe("broken");
});
