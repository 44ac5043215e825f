import * as z from "zod";

export const figureKeys = ["orders", "activeShipments", "revenue", "averageDelivery"] as const;

export const figuresInput = z.object({
  schoolId: z.uuid(),
  /** Length of the time looked at, up to today in the school's time zone. */
  days: z.union([z.literal(7), z.literal(30), z.literal(90)]),
});
const figureCard = z.object({
  key: z.enum(figureKeys),
  /** Orders and shipments: how many. Revenue: minor units of `currency`. Delivery: days; null where nothing arrived. */
  value: z.number().nullable(),
  /** The same of as many days before. */
  before: z.number().nullable(),
  /** One entry a day, without gaps; `day` as `2026-11-21`. Null: nothing to reckon on that day. */
  series: z.array(z.object({ day: z.string(), value: z.number().nullable() })),
});
export const figuresOutput = z.object({
  cards: z.array(figureCard),
  /** The currency most orders are in; revenue counts these alone. */
  currency: z.string(),
  /** Orders of these days in other currencies: no revenue is counted of them. */
  elsewhere: z.int(),
});
export type Figures = z.output<typeof figuresOutput>;
