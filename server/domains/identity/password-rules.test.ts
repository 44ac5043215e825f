import { expect, test } from "vitest";
import { passwordProblem } from "./password-rules.ts";

test("ten characters are enough, of whatever kind", () => {
  expect(passwordProblem("vier Birken", [])).toBeNull();
  expect(passwordProblem("كتابجديدهنا", [])).toBeNull();
  expect(passwordProblem("too short", [])).toBe("too_short");
});

test("characters are counted as people count them, not as UTF-16 units", () => {
  expect(passwordProblem("😀😀😀😀😀😀", [])).toBe("too_short");
});

test("the person's own address is refused, whole or its first part", () => {
  expect(passwordProblem("Jo.Longname@example.org", ["jo.longname@example.org"])).toBe("like_email");
  expect(passwordProblem("jo.longname", ["jo.longname@example.org"])).toBe("like_email");
});

test("common and repeated passwords are refused", () => {
  expect(passwordProblem("Password123", [])).toBe("too_common");
  expect(passwordProblem("1234567890", [])).toBe("too_common");
  expect(passwordProblem("abababababab", [])).toBe("too_common");
  expect(passwordProblem("aaaaaaaaaaaa", [])).toBe("too_common");
});
