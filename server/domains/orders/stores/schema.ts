import * as z from "zod";

export const storeStates = ["connected", "refused", "uninstalled"] as const;

/** A connected shop. Its secrets never leave the database. */
export const storeRow = z.object({
  id: z.uuid(),
  schoolId: z.uuid(),
  name: z.string(),
  /** `<shop>.myshopify.com` */
  domain: z.string(),
  state: z.enum(storeStates),
  /** A reason to translate: why the shop refuses us. */
  trouble: z.string().nullable(),
  stuckAfterDays: z.int(),
  version: z.int(),
  updatedAt: z.string(),
});
export type StoreRow = z.output<typeof storeRow>;

export const listStoresInput = z.object({ schoolId: z.uuid() });
export const storeIdInput = z.object({ id: z.uuid() });

const domain = z
  .string()
  .regex(/^\s*[\w.:/-]+\s*$/, "shopDomain")
  .trim()
  .toLowerCase()
  .transform((text) => text.replace(/^https?:\/\//, "").replace(/\/.*$/, ""))
  .transform((text) => (/^[a-z0-9][a-z0-9-]*$/.test(text) ? `${text}.myshopify.com` : text))
  .pipe(z.string().regex(/^[a-z0-9][a-z0-9-]{0,120}\.myshopify\.com$/, "shopDomain"));
const secret = z.string().trim().min(8, "tooShort").max(400, "tooLong");
const name = z.string().trim().min(1, "required").max(120, "tooLong");
const stuckAfterDays = z.int().min(1).max(365);

export const connectStoreInput = z.object({
  schoolId: z.uuid(),
  name,
  /** The shop's name, its domain or its address. */
  domain,
  /** The app's secret: signs webhooks. */
  apiSecret: secret,
  /** Token of the Admin API; without it the shop is not asked and not told. */
  accessToken: secret.optional(),
  stuckAfterDays: stuckAfterDays.default(5),
});
export const updateStoreInput = z.object({
  id: z.uuid(),
  version: z.int().min(1),
  name: name.optional(),
  stuckAfterDays: stuckAfterDays.optional(),
  /** New secrets; what is left out stays. */
  apiSecret: secret.optional(),
  accessToken: secret.optional(),
});
export const disconnectStoreInput = z.object({ id: z.uuid(), version: z.int().min(1) });

/** How a shop fares, for its panel. Seconds and counts of the last day unless said otherwise. */
export const storeHealth = z.object({
  storeId: z.uuid(),
  state: z.enum(storeStates),
  trouble: z.string().nullable(),
  lastEventAt: z.string().nullable(),
  events: z.int(),
  /** Events that wait, of any age, and how long the oldest of them does. */
  waiting: z.int(),
  lagSeconds: z.number(),
  /** Median and 95th hundredth from arrival to the order, in milliseconds. */
  medianMs: z.number().nullable(),
  p95Ms: z.number().nullable(),
  /** Put aside for a person, of any age. */
  failures: z.int(),
  hasToken: z.boolean(),
  /** By topic: `registered`, `foreign` (delivers elsewhere), `missing`, or the shop's refusal. */
  subscriptions: z.record(z.string(), z.string()),
  subscribedAt: z.string().nullable(),
  reconciledAt: z.string().nullable(),
  reconciledUntil: z.string().nullable(),
  webhookUrl: z.string(),
});
export type StoreHealth = z.output<typeof storeHealth>;
export const storeHealthInput = z.object({ id: z.uuid() });

/** The job that looks after a shop's webhook subscriptions. */
export const registerTask = "orders.register-webhooks";
/** The job that asks a shop for what its webhooks missed. */
export const reconcileTask = "orders.reconcile";
/** The job that ends what a disconnected shop still does for us. */
export const leaveTask = "orders.leave-shop";
