import { expect, test } from "vitest";
import type { ShippingRule } from "#server/domains/orders/shipping/schema.ts";
import { emptyRule, type RuleDraft, toDraft, toRule } from "./rule-draft.ts";

const draft = (change: Partial<RuleDraft>): RuleDraft => ({
  ...emptyRule("GBP"),
  name: "At home",
  fee: "3.95",
  ...change,
});

test("a flat fee is read in coins", () => {
  expect(toRule(draft({})).rule).toEqual({ kind: "flat", name: "At home", currency: "GBP", fee: 395 });
});

test("amounts follow their currency: yen have no coins, dinars three digits", () => {
  expect(toRule(draft({ currency: "jpy", fee: "400" })).rule).toMatchObject({ fee: 400, currency: "JPY" });
  expect(toRule(draft({ currency: "JOD", fee: "1,5" })).rule).toMatchObject({ fee: 1500 });
  expect(toRule(draft({ currency: "HUF", fee: "1500" })).rule).toMatchObject({ fee: 150_000 });
  expect(toRule(draft({ currency: "JPY", fee: "4.5" })).errors).toEqual({ fee: "amount" });
});

test("a rule that was saved comes back the same from its form", () => {
  const rules: ShippingRule[] = [
    {
      kind: "weight",
      name: "Parcels",
      currency: "GBP",
      freeFrom: 5_000,
      zone: { countries: ["GB", "IE"], zones: ["LND"] },
      steps: [
        { upTo: 500, fee: 295 },
        { upTo: 2_500, fee: 495 },
        { upTo: null, fee: 1_200 },
      ],
    },
    { kind: "total", name: "By value", currency: "JPY", steps: [{ upTo: 3_000, fee: 0 }] },
    { kind: "free", name: "Collected", currency: "GBP" },
  ];
  expect(rules.map((rule) => toRule(toDraft(rule)).rule)).toEqual(rules);
});

test("steps must rise, and nothing stands above the one that is open", () => {
  const steps = (...bounds: string[]) => bounds.map((upTo, key) => ({ key: String(key), upTo, fee: "1" }));
  expect(toRule(draft({ kind: "weight", steps: steps("1", "2", "") })).errors).toBeNull();
  expect(toRule(draft({ kind: "weight", steps: steps("2", "1") })).errors).toEqual({ steps: "steps" });
  expect(toRule(draft({ kind: "weight", steps: steps("", "5") })).errors).toEqual({ steps: "steps" });
});

test("what is missing is told by field", () => {
  expect(toRule(draft({ name: " ", currency: "pounds", fee: "much", countries: "GBR" })).errors).toEqual({
    name: "required",
    currency: "currency",
    fee: "amount",
    countries: "countries",
  });
});
