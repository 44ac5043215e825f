import { describe, expect, test } from "vitest";
import { negotiateLocale, negotiateTheme, readCookie } from "./locale.ts";

describe("the language of a page", () => {
  test.each([
    ["the cookie wins over the browser", "locale=ar", "en-GB,en", "ar"],
    ["a cookie we do not know is ignored", "locale=xx", "ar-EG,ar;q=0.9", "ar"],
    ["the highest rank wins, not the first", null, "en;q=0.4, ar;q=0.8", "ar"],
    ["a language ranked zero is refused", null, "ar;q=0, en;q=0.1", "en"],
    ["without anything it is English", null, null, "en"],
    ["a language we do not speak is passed over", null, "fr-FR, ar;q=0.5", "ar"],
  ])("%s", (_title, cookie, header, expected) => {
    expect(negotiateLocale(cookie, header)).toBe(expected);
  });
});

test("the theme is the device's until a choice is kept", () => {
  expect(negotiateTheme("a=1; theme=dark")).toBe("dark");
  expect(negotiateTheme("theme=neon")).toBe("system");
  expect(negotiateTheme(null)).toBe("system");
});

test("a cookie is found by its whole name", () => {
  expect(readCookie("xlocale=ar; locale=e%6E", "locale")).toBe("en");
  expect(readCookie("", "locale")).toBeNull();
});
