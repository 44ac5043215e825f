import { expect, test } from "vitest";
import { type Sums, sumsOf } from "./sums.ts";

const euros = (amount: number) => ({ amount, currency: "EUR" });
const of = (subtotal: number, discount: number, shipping: number, tax: number, total: number): Sums =>
  sumsOf({
    subtotal: euros(subtotal),
    discount: euros(discount),
    shippingPaid: euros(shipping),
    tax: euros(tax),
    total: euros(total),
  });
const addedUp = ({ items, discount, shipping, addedTax, other }: Sums): number =>
  items - discount + shipping + addedTax + other;

test("items are what they cost before the discount, which is taken off once", () => {
  const sums = of(9_000, 1_000, 500, 0, 9_500);
  expect(sums).toMatchObject({ items: 10_000, discount: 1_000, other: 0 });
  expect(addedUp(sums)).toBe(9_500);
});

test("tax that the prices hold is said apart and not added", () => {
  const sums = of(12_100, 0, 500, 2_187, 12_600);
  expect(sums).toMatchObject({ addedTax: 0, includedTax: 2_187, other: 0 });
  expect(addedUp(sums)).toBe(12_600);
});

test("tax that comes on top is added", () => {
  const sums = of(10_000, 0, 500, 2_205, 12_705);
  expect(sums).toMatchObject({ addedTax: 2_205, includedTax: 0, other: 0 });
  expect(addedUp(sums)).toBe(12_705);
});

test("what the shop adds without a name is named, so that the sum is right", () => {
  expect(of(10_000, 0, 500, 2_205, 13_205)).toMatchObject({ addedTax: 2_205, other: 500 });
  expect(of(12_100, 0, 500, 2_187, 13_100)).toMatchObject({ includedTax: 2_187, other: 500 });
  expect(addedUp(of(12_100, 0, 500, 2_187, 13_100))).toBe(13_100);
});
