import { expect, test } from "vitest";
import { slugOf } from "./slug.ts";

test("a name becomes a word of addresses", () => {
  expect(slugOf("St. Mary's, Upper School")).toBe("st-marys-upper-school");
  expect(slugOf("École  Élémentaire №3")).toBe("ecole-elementaire-no3");
  expect(slugOf(`${"a".repeat(39)} b`)).toBe("a".repeat(39));
});

test("a name without Latin letters gives none, so that the person chooses one", () => {
  expect(slugOf("مدرسة الأمل")).toBe("");
});
