/** An order as the shop tells it, whichever way it came: webhook (REST shape) or Admin GraphQL. */
export type OrderFacts = {
  externalId: string;
  number: string;
  sequence: number;
  /** Moments are ISO 8601 in UTC. */
  placedAt: string;
  updatedAt: string;
  cancelledAt: string | null;
  cancelReason: string;
  /** In the words of the REST interface: pending, authorized, paid, partially_refunded, refunded, voided … */
  financialStatus: string;
  /** fulfilled, partial, restocked or empty. */
  fulfillmentStatus: string;
  currency: string;
  /** Minor units. */
  total: number;
  subtotal: number;
  tax: number;
  discount: number;
  shippingPaid: number;
  weightGrams: number;
  customer: { externalId: string; name: string; email: string; phone: string };
  address: Address | null;
  note: string;
  attributes: NameValue[];
  lines: LineFacts[];
  tracking: Tracking;
  shippedAt: string | null;
  deliveredAt: string | null;
  refunds: RefundFacts[];
};

export type NameValue = { name: string; value: string };
export type Tracking = { number: string; company: string; url: string };
export type Address = {
  name: string;
  line1: string;
  line2: string;
  city: string;
  zone: string;
  postcode: string;
  country: string;
  phone: string;
};
export type LineFacts = {
  externalId: string;
  position: number;
  sku: string;
  title: string;
  variant: string;
  quantity: number;
  price: number;
  discount: number;
  grams: number;
  ships: boolean;
  properties: NameValue[];
};
export type RefundFacts = {
  externalId: string;
  orderExternalId: string;
  /** Minor units of the shop's currency. */
  amount: number;
  refundedAt: string;
  lines: { lineId: string; quantity: number }[];
};
