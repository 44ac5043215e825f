import type { useFormatter, useTranslations } from "use-intl";
import type { Messages } from "~/i18n/catalog.server.ts";
import { inUnits, moneyStyle } from "../money.ts";

/** Every field that a story may name, by how its values are said. Of `content` only that it changed is told. */
export const storyFields = {
  number: "text",
  placedAt: "moment",
  status: "status",
  statusReason: "reason",
  financialStatus: "shopWord",
  fulfillmentStatus: "shopWord",
  cancelledAt: "moment",
  shippedAt: "moment",
  deliveredAt: "moment",
  currency: "text",
  total: "money",
  subtotal: "money",
  tax: "money",
  discount: "money",
  shippingPaid: "money",
  refunded: "money",
  shippingFee: "money",
  customerName: "text",
  customerEmail: "text",
  customerPhone: "text",
  address: "content",
  customerNote: "text",
  attributes: "content",
  itemCount: "count",
  lines: "content",
  trackingNumber: "text",
  trackingCompany: "text",
  trackingUrl: "text",
  syncState: "sync",
  problem: "problem",
  notes: "text",
} as const;

type Field = keyof typeof storyFields;
type Kind = (typeof storyFields)[Field];
const kindOf = (field: string): Kind => storyFields[field as Field] ?? "text";

export type StoryChange = { field: string; before?: unknown; after?: unknown };
export type Tools = {
  t: ReturnType<typeof useTranslations<"orders">>;
  format: ReturnType<typeof useFormatter>;
  failureOf: (failure: { error: string; details: Record<string, unknown> }) => string;
  currency: string;
};

const isNothing = (value: unknown): boolean => value === null || value === undefined || value === "";

/** A change as people read it; `before` and `after` are null where only the fact of the change is told. */
export function sayChange(
  { field, before, after }: StoryChange,
  tools: Tools,
): { label: string; before: string | null; after: string | null } {
  const { t } = tools;
  const label = t.has(`story.fields.${field as Field}`) ? t(`story.fields.${field as Field}`) : field;
  if (kindOf(field) === "content" || (isNothing(before) && isNothing(after)))
    return { label, before: null, after: null };
  // an order that is new had no status before, and an amount of nothing is an amount
  const begins = field === "status" && isNothing(before);
  return {
    label,
    before: begins ? null : sayValue(field, before, tools),
    after: sayValue(field, after, tools),
  };
}

function sayValue(field: string, value: unknown, { t, format, failureOf, currency }: Tools): string {
  if (isNothing(value)) return t("story.empty");
  const word = (area: keyof Messages["orders"]): string =>
    t.has(`${area}.${value}` as "status.PENDING") ? t(`${area}.${value}` as "status.PENDING") : String(value);
  switch (kindOf(field)) {
    case "money":
      return format.number(inUnits({ amount: Number(value), currency }), moneyStyle(currency));
    case "count":
      return format.number(Number(value));
    case "moment":
      return format.dateTime(new Date(String(value)), { dateStyle: "medium", timeStyle: "short" });
    case "status":
      return word("status");
    case "reason":
      return word("reasons");
    case "shopWord":
      return word("shopWords");
    case "sync":
      return word("sync");
    case "problem":
      return failureOf({ error: String(value), details: {} });
    default:
      return typeof value === "object" ? JSON.stringify(value) : String(value);
  }
}
