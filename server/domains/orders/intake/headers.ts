/** Headers of a delivery, as Node gives them: names in lower case. */
export type DeliveryHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** What the headers say. None of it is signed: it labels the delivery, and the body must bear it out. */
export type Label = {
  domain: string;
  signature: string;
  topic: string;
  eventId: string | null;
  triggeredAt: string | null;
  apiVersion: string | null;
};

/** What the law on personal data makes every app hear. */
export const privacyTopics: readonly string[] = ["customers/data_request", "customers/redact", "shop/redact"];

/** https://shopify.dev/docs/apps/build/webhooks/delivery-structure; `shopify-…` are those of the newer events. */
export function labelOf(headers: DeliveryHeaders): Label {
  const read = (name: string) => first(headers[`x-shopify-${name}`] ?? headers[`shopify-${name}`]);
  return {
    domain: read("shop-domain").toLowerCase(),
    signature: read("hmac-sha256"),
    topic: read("topic").toLowerCase().slice(0, 100),
    eventId: read("event-id").slice(0, 100) || read("webhook-id").slice(0, 100) || null,
    triggeredAt: momentOf(read("triggered-at")),
    apiVersion: read("api-version").slice(0, 20) || null,
  };
}

const first = (value: string | string[] | undefined): string =>
  (Array.isArray(value) ? value[0] : value) ?? "";

const moment = /^([12]\d{3})-(\d\d)-(\d\d)T\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-](0\d|1[0-4]):\d\d)$/;

/** As text, because it tells nanoseconds, of which the database keeps microseconds; null for what it would not take. */
function momentOf(text: string): string | null {
  const [found, year, month, day] = moment.exec(text) ?? [];
  if (!found || Number.isNaN(Date.parse(text))) return null;
  // JavaScript takes 30 February for 1 March
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCDate() === Number(day) ? text : null;
}

const idAtTheStart = /^\s*\{\s*"id"\s*:\s*(\d{1,40})\s*[,}]/;
const orderId = /"order_id"\s*:\s*(\d{1,40})\s*[,}]/;

/**
 * Which order a body is about, by a glance at its beginning and without parsing it: events of one merchant's action share
 * an event id, so that alone would take the second order of a bulk action for a copy of the first.
 */
export function orderIdOf(topic: string, body: Buffer): string {
  const start = body.toString("latin1", 0, 2_048);
  const found = topic.startsWith("refunds/") ? orderId.exec(start) : idAtTheStart.exec(start);
  return found?.[1] ?? "";
}
