import { expect, test } from "vitest";
import { shippingFee } from "./fee.ts";
import type { ShippingRule } from "./schema.ts";

const parcel = { currency: "EUR", goods: 5_000, weightGrams: 800, country: "NL", zone: "ZH", ships: true };
const at = { name: "Home", currency: "EUR" };
const zone = (countries: string[], zones: string[] = []) => ({ countries, zones });

test("the first rule that fits decides, and the explanation names why the others do not", () => {
  const rules: ShippingRule[] = [
    { kind: "flat", name: "Britain", currency: "GBP", fee: 900 },
    { kind: "flat", name: "Belgium", currency: "EUR", zone: zone(["BE"]), fee: 700 },
    { kind: "flat", name: "The north", currency: "EUR", zone: zone(["NL"], ["GR"]), fee: 600 },
    { kind: "flat", ...at, zone: zone(["NL"]), fee: 495 },
    { kind: "flat", name: "Never reached", currency: "EUR", fee: 1 },
  ];
  const { fee, explanation } = shippingFee(rules, parcel);
  expect(fee).toBe(495);
  expect(explanation.map(({ key, params }) => [key, params.rule])).toEqual([
    ["other_currency", "Britain"],
    ["other_country", "Belgium"],
    ["other_zone", "The north"],
    ["flat", "Home"],
  ]);
});

test.each([
  [100, 300],
  [500, 300],
  [501, 600],
  [99_999, 1_200],
])("%i grams cost %i by weight", (weightGrams, fee) => {
  const steps = [
    { upTo: 500, fee: 300 },
    { upTo: 2_000, fee: 600 },
    { upTo: null, fee: 1_200 },
  ];
  expect(shippingFee([{ kind: "weight", ...at, steps }], { ...parcel, weightGrams }).fee).toBe(fee);
});

test("from a sum of goods on it is free, below it goes by steps of the sum", () => {
  const steps = [
    { upTo: 4_000, fee: 500 },
    { upTo: null, fee: 300 },
  ];
  const rule: ShippingRule = { kind: "total", ...at, steps, freeFrom: 10_000 };
  const feeAt = (goods: number) => shippingFee([rule], { ...parcel, goods });
  expect([feeAt(4_000).fee, feeAt(4_001).fee, feeAt(9_999).fee, feeAt(10_000).fee]).toEqual([
    500, 300, 300, 0,
  ]);
  expect(feeAt(10_000).explanation.at(-1)).toMatchObject({ key: "free_from", params: { from: 10_000 } });
});

test("what does not travel costs nothing, and no rule costs nothing either, and both say so", () => {
  expect(
    shippingFee([{ kind: "flat", ...at, fee: 1 }], { ...parcel, ships: false }).explanation[0]?.key,
  ).toBe("nothing_ships");
  expect(shippingFee([], parcel)).toMatchObject({ fee: 0, explanation: [{ key: "no_rules" }] });
});
