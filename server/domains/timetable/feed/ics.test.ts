import { expect, test } from "vitest";
import { icsLocal, icsObject, icsText, icsUtc } from "./ics.ts";

test("what means something to the format is escaped in texts", () => {
  expect(icsText("Maths, set; 1\\2\r\nRoom\u0007 4")).toBe("Maths\\, set\\; 1\\\\2\\nRoom  4");
});

test("a line is folded at 75 octets, and no character is cut apart", () => {
  const value = `${"a".repeat(60)}${"数学".repeat(30)}`;
  const object = icsObject([["SUMMARY", value]]);
  const lines = object.split("\r\n");
  expect(lines.at(-1)).toBe("");
  for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(object.replaceAll("\r\n ", "")).toBe(`SUMMARY:${value}\r\n`);
});

test("moments and clock times have the format's form", () => {
  expect(icsUtc(new Date("2026-09-07T07:00:00.123Z"))).toBe("20260907T070000Z");
  expect(icsLocal("2026-09-07", "08:05:00")).toBe("20260907T080500");
});
