/**
 * Whose word counts for each field. `shop`: the shop's alone, people cannot edit it here. `both`: editable here and told
 * to the shop; what the shop changes afterwards wins. `here`: never leaves the house and no sync touches it.
 */
export const fieldSync: Record<string, "shop" | "both" | "here"> = {
  number: "shop",
  placedAt: "shop",
  customerName: "shop",
  customerEmail: "shop",
  address: "shop",
  lines: "shop",
  total: "shop",
  refunded: "shop",
  status: "both",
  trackingNumber: "both",
  trackingCompany: "both",
  notes: "here",
  shippingFee: "here",
};
