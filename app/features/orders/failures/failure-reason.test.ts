import { createTranslator } from "use-intl/core";
import { expect, test } from "vitest";
import { catalogs } from "../../../i18n/catalog.server.ts";
import { factsOf } from "./failure-reason.ts";

const say = (error: string, details: Record<string, unknown> = {}, locale: "en" | "ar" = "en") => {
  const { key, ...facts } = factsOf({ error, details });
  return createTranslator({ locale, messages: catalogs[locale], namespace: "shop.failureReasons" })(
    key,
    facts,
  );
};

test("what the shop answered is said along with the reason", () => {
  expect(say("orders.shop_declined", { messages: ["Already fulfilled.", "Tracking is too long."] })).toBe(
    "The shop declined the change: Already fulfilled; Tracking is too long.",
  );
  expect(say("orders.shop_declined")).toBe("The shop declined the change.");
  expect(say("orders.unexpected", { message: "boom" })).toBe("Something went wrong here: boom.");
  expect(say("orders.unexpected")).toBe("Something went wrong here.");
});

test("refusals of the database have words in both languages", () => {
  for (const reason of ["check", "duplicate", "referenced", "row_policy"])
    for (const locale of ["en", "ar"] as const)
      expect(say(`database.${reason}`, {}, locale)).not.toContain("failureReasons");
});

test("an amount that cannot be read is said as it came", () => {
  expect(say("orders.money_form", { text: "12,50 kr", currency: "SEK" })).toBe(
    "“12,50 kr” is not an amount in SEK.",
  );
  expect(say("orders.money_form")).toBe("An amount cannot be read.");
});
