import type { OrderDetails } from "#server/domains/orders/schema.ts";

type Amounts = Pick<OrderDetails, "subtotal" | "discount" | "shippingPaid" | "tax" | "total">;

/** The parts of an order's total, in minor units: `items - discount + shipping + addedTax + other` is the total. */
export type Sums = {
  /** Before discounts. */
  items: number;
  discount: number;
  shipping: number;
  /** On top of the prices. */
  addedTax: number;
  /** What of the prices is tax. */
  includedTax: number;
  /** Tips, duties and whatever else the shop adds up without telling. */
  other: number;
};

/**
 * The shop's subtotal is what the items cost after discounts
 * (https://shopify.dev/docs/api/admin-rest/latest/resources/order). It does not say here whether prices hold the tax; the
 * total does: it reaches subtotal, shipping and tax together only where the tax comes on top.
 */
export function sumsOf({ subtotal, discount, shippingPaid, tax, total }: Amounts): Sums {
  const goods = subtotal.amount + shippingPaid.amount;
  const onTop = total.amount >= goods + tax.amount;
  return {
    items: subtotal.amount + discount.amount,
    discount: discount.amount,
    shipping: shippingPaid.amount,
    addedTax: onTop ? tax.amount : 0,
    includedTax: onTop ? 0 : tax.amount,
    other: total.amount - goods - (onTop ? tax.amount : 0),
  };
}
