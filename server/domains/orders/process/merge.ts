import { createHash } from "node:crypto";
import type { FieldChange } from "../edit/plan.ts";
import type { OrderStatus } from "../schema.ts";
import { shippingFee } from "../shipping/fee.ts";
import type { ShippingRule } from "../shipping/schema.ts";
import type { LineFacts, OrderFacts, Tracking } from "./facts.ts";
import { isFinal, progressOf, statusOf } from "./status-table.ts";
import type { ExternalState, StoredOrder } from "./stored-order.ts";

/** One thing the shop said of an order. */
export type Saying = { facts: OrderFacts; triggeredAt: string | null };

type Unsaved = Omit<StoredOrder, "id" | "version">;
export type Merged = {
  next: Unsaved;
  /** What a person would see change. Without any, there is no new version. */
  fields: FieldChange[];
  /** The shop only repeats what was told it from here: no new version, so that nobody's open edit turns stale. */
  echo: boolean;
  /** Whether the saying was newer than what stood. */
  applied: boolean;
};

/**
 * The order as it should stand after a saying of the shop, a sum of refunds, or both. Pure, and the same whatever order
 * sayings come in: an older one changes nothing, and of two of the same second the later triggered, or the one that is
 * further along, counts. Fields that people edit are compared three ways: what the shop did not change since it last
 * spoke stays as a person left it; what the shop changed is the shop's.
 */
export function mergeOrder(
  current: StoredOrder | null,
  saying: Saying | null,
  refunded: number,
  place: { schoolId: string; storeId: string; rules: readonly ShippingRule[] },
): Merged | null {
  const applied = saying !== null && (current === null || isNewer(saying, current, refunded));
  const told = applied && saying ? fromFacts(saying, place) : current;
  if (!told) return null;
  const external: ExternalState = {
    ...statusAndReason(told, refunded, told.external.delivered),
    delivered: told.external.delivered,
    tracking: told.external.tracking,
  };
  const kept = current ? keepLocal(current, external, applied ? told : current) : localOf(external, told);
  const shipping = applied && saying ? feeFor(current, saying.facts, place.rules) : pickFee(told);
  const next: Unsaved = { ...told, ...kept, ...shipping, external, refunded };
  if (current?.redactedAt) Object.assign(next, redacted(current));
  const fields = changes(current, next);
  return { next, fields, echo: isEcho(current, next, fields), applied };
}

/** Fields in which the shop's answer to a push may differ from what was written here without anybody's doing. */
const ofAnEcho = new Set([
  "syncState",
  "statusReason",
  "fulfillmentStatus",
  "shippedAt",
  "deliveredAt",
  "trackingUrl",
  "problem",
]);

function isEcho(current: StoredOrder | null, next: Unsaved, fields: readonly FieldChange[]): boolean {
  if (!current || next.syncState !== "synced") return false;
  const told = current.syncState !== "synced" || current.statusReason === "person";
  return fields.every(({ field }) => field === "trackingUrl" || (told && ofAnEcho.has(field)));
}

function isNewer({ facts, triggeredAt }: Saying, current: StoredOrder, refunded: number): boolean {
  if (facts.updatedAt !== current.externalUpdatedAt) return facts.updatedAt > current.externalUpdatedAt;
  if (triggeredAt && current.triggeredAt && triggeredAt !== current.triggeredAt)
    return triggeredAt > current.triggeredAt;
  const status = statusOf({
    ...facts,
    delivered: facts.deliveredAt !== null,
    refunded,
  }).status;
  return progressOf(status) >= progressOf(current.external.status);
}

/** Orders two sayings about the same order, the newest last. */
export function bySaid(a: Saying, b: Saying): number {
  if (a.facts.updatedAt !== b.facts.updatedAt) return a.facts.updatedAt < b.facts.updatedAt ? -1 : 1;
  if (a.triggeredAt && b.triggeredAt && a.triggeredAt !== b.triggeredAt)
    return a.triggeredAt < b.triggeredAt ? -1 : 1;
  const progress = ({ facts }: Saying) =>
    progressOf(statusOf({ ...facts, delivered: facts.deliveredAt !== null, refunded: 0 }).status);
  return progress(a) - progress(b);
}

function fromFacts({ facts, triggeredAt }: Saying, place: { schoolId: string; storeId: string }): Unsaved {
  const { status, reason } = statusOf({ ...facts, delivered: facts.deliveredAt !== null, refunded: 0 });
  return {
    schoolId: place.schoolId,
    storeId: place.storeId,
    externalId: facts.externalId,
    number: facts.number,
    sequence: facts.sequence,
    placedAt: facts.placedAt,
    externalUpdatedAt: facts.updatedAt,
    triggeredAt,
    status,
    statusReason: reason,
    financialStatus: facts.financialStatus,
    fulfillmentStatus: facts.fulfillmentStatus,
    cancelledAt: facts.cancelledAt,
    cancelReason: facts.cancelReason,
    shippedAt: facts.shippedAt,
    deliveredAt: facts.deliveredAt,
    currency: facts.currency,
    total: facts.total,
    subtotal: facts.subtotal,
    tax: facts.tax,
    discount: facts.discount,
    shippingPaid: facts.shippingPaid,
    refunded: 0,
    shippingFee: 0,
    shippingExplanation: [],
    weightGrams: facts.weightGrams,
    customerExternalId: facts.customer.externalId,
    customerName: facts.customer.name,
    customerEmail: facts.customer.email,
    customerPhone: facts.customer.phone,
    address: facts.address,
    customerNote: facts.note,
    attributes: facts.attributes,
    itemCount: facts.lines.reduce((sum, line) => sum + line.quantity, 0),
    linesHash: hashLines(facts.lines),
    trackingNumber: facts.tracking.number,
    trackingCompany: facts.tracking.company,
    trackingUrl: facts.tracking.url,
    external: { status, reason, delivered: facts.deliveredAt !== null, tracking: facts.tracking },
    syncState: "synced",
    problem: null,
    stuckSince: null,
    redactedAt: null,
  };
}

/** Of what both ways of asking the shop tell alike, so that looking again finds no difference where there is none. */
export const hashLines = (lines: readonly LineFacts[]): string =>
  createHash("sha256")
    .update(
      JSON.stringify(
        lines.map(({ externalId, sku, title, variant, quantity, price, properties }) => [
          externalId,
          sku,
          title,
          variant,
          quantity,
          price,
          properties.map(({ name, value }) => [name, value]),
        ]),
      ),
    )
    .digest("base64url")
    .slice(0, 22);

const statusAndReason = (order: Unsaved, refunded: number, delivered: boolean) =>
  statusOf({ ...order, refunded, delivered });

type Local = Pick<
  StoredOrder,
  | "status"
  | "statusReason"
  | "shippedAt"
  | "deliveredAt"
  | "trackingNumber"
  | "trackingCompany"
  | "trackingUrl"
  | "syncState"
  | "problem"
  | "stuckSince"
>;

/** A new order has nothing of a person's. */
function localOf({ status, reason, tracking }: ExternalState, told: Unsaved): Local {
  return {
    status,
    statusReason: reason,
    shippedAt: told.shippedAt,
    deliveredAt: told.deliveredAt,
    trackingNumber: tracking.number,
    trackingCompany: tracking.company,
    trackingUrl: tracking.url,
    syncState: "synced",
    problem: null,
    stuckSince: null,
  };
}

/** The three-way comparison: `current.external` is the base, `current` a person's, `theirs` the shop's. */
function keepLocal(current: StoredOrder, theirs: ExternalState, told: Unsaved): Local {
  const status = mergeStatus(current.status, current.external.status, theirs.status);
  const tracking = mergeTracking(current, theirs.tracking);
  const shops = status === theirs.status;
  const moved = status !== current.status;
  const agreed = shops && sameTracking(tracking, theirs.tracking);
  return {
    status,
    statusReason: shops ? theirs.reason : current.statusReason,
    shippedAt: shops
      ? (told.shippedAt ?? (theirs.status === "SHIPPED" ? current.shippedAt : null))
      : current.shippedAt,
    deliveredAt: shops ? told.deliveredAt : current.deliveredAt,
    trackingNumber: tracking.number,
    trackingCompany: tracking.company,
    trackingUrl: tracking.url,
    syncState: agreed ? "synced" : current.syncState,
    problem: agreed || moved ? null : current.problem,
    stuckSince: moved ? null : current.stuckSince,
  };
}

function mergeStatus(mine: OrderStatus, base: OrderStatus, theirs: OrderStatus): OrderStatus {
  if (mine === base || theirs === mine) return theirs;
  if (theirs === base) return mine;
  return isFinal(theirs) || progressOf(theirs) >= progressOf(mine) ? theirs : mine;
}

function mergeTracking(current: StoredOrder, theirs: Tracking): Tracking {
  const mine: Tracking = {
    number: current.trackingNumber,
    company: current.trackingCompany,
    url: current.trackingUrl,
  };
  const base = current.external.tracking;
  if (sameTracking(theirs, base) && !sameTracking(mine, base)) return mine;
  return theirs.url === "" && sameTracking(mine, theirs) ? mine : theirs;
}

const sameTracking = (a: Tracking, b: Tracking): boolean => a.number === b.number && a.company === b.company;

type FeePart = Pick<StoredOrder, "shippingFee" | "shippingExplanation">;
const pickFee = ({ shippingFee: fee, shippingExplanation }: FeePart): FeePart => ({
  shippingFee: fee,
  shippingExplanation,
});

/** Reckoned when the order is new or what it depends on changed; a later change of the rules leaves old orders alone. */
function feeFor(current: StoredOrder | null, facts: OrderFacts, rules: readonly ShippingRule[]): FeePart {
  const parcel = {
    currency: facts.currency,
    goods: facts.subtotal,
    weightGrams: facts.weightGrams,
    country: facts.address?.country ?? "",
    zone: facts.address?.zone ?? "",
    ships: facts.lines.length === 0 || facts.lines.some((line) => line.ships),
  };
  const same =
    current &&
    current.currency === parcel.currency &&
    current.subtotal === parcel.goods &&
    current.weightGrams === parcel.weightGrams &&
    (current.address?.country ?? "") === parcel.country &&
    (current.address?.zone ?? "") === parcel.zone &&
    current.linesHash === hashLines(facts.lines);
  if (same || current?.redactedAt) return pickFee(current as StoredOrder);
  const { fee, explanation } = shippingFee(rules, parcel);
  return { shippingFee: fee, shippingExplanation: explanation };
}

/** A person who asked to be forgotten stays forgotten, whatever the shop still sends. */
const redacted = (current: StoredOrder): Partial<Unsaved> => ({
  customerExternalId: "",
  customerName: "",
  customerEmail: "",
  customerPhone: "",
  address: null,
  customerNote: "",
  attributes: [],
  redactedAt: current.redactedAt,
});

export const shownFields = [
  "number",
  "placedAt",
  "status",
  "statusReason",
  "financialStatus",
  "fulfillmentStatus",
  "cancelledAt",
  "shippedAt",
  "deliveredAt",
  "currency",
  "total",
  "subtotal",
  "tax",
  "discount",
  "shippingPaid",
  "refunded",
  "shippingFee",
  "customerName",
  "customerEmail",
  "customerPhone",
  "address",
  "customerNote",
  "attributes",
  "itemCount",
  "linesHash",
  "trackingNumber",
  "trackingCompany",
  "trackingUrl",
  "syncState",
  "problem",
] as const satisfies readonly (keyof Unsaved)[];

/** Fields that the list of changes names without their content. */
const withoutContent = new Set<string>(["linesHash", "address", "attributes"]);

function changes(current: StoredOrder | null, next: Unsaved): FieldChange[] {
  if (!current) return [{ field: "status", before: null, after: next.status }];
  return shownFields
    .filter((field) => !same(current[field], next[field]))
    .map((field) =>
      withoutContent.has(field)
        ? { field: field === "linesHash" ? "lines" : field, before: null, after: null }
        : { field, before: current[field], after: next[field] },
    );
}

const same = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a === "object" && typeof b === "object" && stable(a) === stable(b));

/** jsonb gives keys back in an order of its own. */
function stable(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
