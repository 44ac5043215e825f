import { expect, test } from "vitest";
import { formLimitOf, maxBodyBytes } from "./limits.ts";

test("A form holds a file of 32 MB for who may import, and a megabyte for everybody else", () => {
  const form = "multipart/form-data; boundary=x";
  expect(formLimitOf(form, ["timetable.read", "timetable.import"]).told).toEqual({
    field: "file",
    limit: 32 << 20,
  });
  expect(formLimitOf(form, ["timetable.read"]).bytes).toBe(maxBodyBytes);
  expect(formLimitOf(form, []).bytes).toBe(maxBodyBytes);
  expect(formLimitOf("application/x-www-form-urlencoded", ["timetable.import"]).bytes).toBe(maxBodyBytes);
});
