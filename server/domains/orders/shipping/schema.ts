import * as z from "zod";

const amount = z.int().min(0).max(1_000_000_000);

/** Where a rule applies: everywhere, or in the named countries (ISO 3166 alpha-2) and, if given, their zones. */
const zone = z.object({
  countries: z.array(z.string().regex(/^[A-Z]{2}$/)).max(250),
  zones: z.array(z.string().trim().min(1).max(40)).max(100).default([]),
});
const condition = {
  name: z.string().trim().min(1).max(80),
  /** Rules of another currency than the order's do not fit it. */
  currency: z.string().regex(/^[A-Z]{3}$/),
  zone: zone.optional(),
  /** No fee from this sum of goods on, in minor units. */
  freeFrom: amount.optional(),
};
const step = z.object({
  /** Up to and including; null is the last step, for everything above. */
  upTo: z.int().min(0).max(1_000_000_000).nullable(),
  fee: amount,
});
const steps = z.array(step).min(1).max(50);

export const shippingRule = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("flat"), ...condition, fee: amount }),
  /** Steps of grams. */
  z.object({ kind: z.literal("weight"), ...condition, steps }),
  /** Steps of the sum of goods, in minor units. */
  z.object({ kind: z.literal("total"), ...condition, steps }),
  z.object({ kind: z.literal("free"), ...condition }),
]);
export type ShippingRule = z.output<typeof shippingRule>;
export const shippingRuleList = z.array(shippingRule).max(50);

export const shippingRulesInput = z.object({ schoolId: z.uuid() });
export const shippingRulesOutput = z.object({
  schoolId: z.uuid(),
  rules: shippingRuleList,
  /** 0 while a school has saved none. */
  version: z.int(),
  updatedAt: z.string().nullable(),
});
export const saveShippingRulesInput = z.object({
  schoolId: z.uuid(),
  version: z.int().min(0),
  rules: shippingRuleList,
});
export const previewShippingInput = z.object({
  schoolId: z.uuid(),
  rules: shippingRuleList,
  /** How many of the newest orders to reckon anew. */
  count: z.int().min(1).max(100).default(20),
});
export const previewShippingOutput = z.object({
  orders: z.array(
    z.object({
      id: z.uuid(),
      number: z.string(),
      currency: z.string(),
      before: z.int(),
      after: z.int(),
      explanation: z.array(z.object({ key: z.string(), params: z.record(z.string(), z.unknown()) })),
    }),
  ),
  changed: z.int(),
});
