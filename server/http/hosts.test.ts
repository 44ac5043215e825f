import { describe, expect, test } from "vitest";
import { originAllowed, placeOf } from "./hosts.ts";

describe("placeOf", () => {
  test.each([
    ["north.localhost:3000", { kind: "house", slug: "north" }],
    ["NORTH.localhost", { kind: "house", slug: "north" }],
    ["north.localhost.", { kind: "house", slug: "north" }],
    ["localhost:3000", { kind: "town" }],
    ["127.0.0.1:3000", { kind: "town" }],
    ["[::1]:3000", { kind: "town" }],
    ["a.b.localhost", { kind: "elsewhere", host: "a.b.localhost" }],
    ["evil-localhost", { kind: "elsewhere", host: "evil-localhost" }],
    ["-x.localhost", { kind: "elsewhere", host: "-x.localhost" }],
    ["north_east.localhost", { kind: "elsewhere", host: "north_east.localhost" }],
    ["Timetable.Example.org.:8443", { kind: "elsewhere", host: "timetable.example.org" }],
    [undefined, { kind: "elsewhere", host: "" }],
  ])("reads %s", (host, place) => {
    expect(placeOf(host, "localhost")).toEqual(place);
  });
});

describe("originAllowed", () => {
  const host = "north.localhost:3000";
  const ask = (change: Partial<Parameters<typeof originAllowed>[0]>) =>
    originAllowed({ method: "POST", host, origin: undefined, hasCookie: true, ...change });

  test("lets pages of this house change things", () => {
    expect(ask({ origin: "http://north.localhost:3000" })).toBe(true);
  });
  test("refuses other houses, other ports, opaque and broken origins", () => {
    for (const origin of [
      "http://south.localhost:3000",
      "http://north.localhost:3001",
      "http://localhost:3000",
      "https://evil.example",
      "null",
      "",
      "http://",
    ])
      expect(ask({ origin }), origin).toBe(false);
  });
  test("refuses a foreign origin even without cookies, as signing somebody in is a change too", () => {
    expect(ask({ origin: "https://evil.example", hasCookie: false })).toBe(false);
  });
  test("without an origin only requests without cookies pass", () => {
    expect(ask({ hasCookie: true })).toBe(false);
    expect(ask({ hasCookie: false })).toBe(true);
  });
  test("reading is always allowed", () => {
    expect(ask({ method: "GET", origin: "https://evil.example" })).toBe(true);
  });
});
