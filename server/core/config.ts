import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import * as z from "zod";

const port = z.coerce.number().int().min(0).max(65_535);
const whole = (least: number, most: number) => z.coerce.number().int().min(least).max(most);

const network = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]);
/** `true`, `false`, a number of proxies, or addresses and networks separated by commas. */
const proxies = z.string().transform((value, context): boolean | number | string[] => {
  if (value === "true" || value === "false") return value === "true";
  if (/^[1-9]$/.test(value)) return Number(value);
  const networks = z.array(network).safeParse(value.split(",").map((one) => one.trim()));
  if (networks.success) return networks.data;
  context.addIssue("`true`, `false`, a number from 1 to 9, or addresses and networks separated by commas");
  return z.NEVER;
});

/** Every setting, its default and its meaning; docs/settings.md is generated from this object. */
export const settings = {
  NODE_ENV: z
    .enum(["development", "test", "production"])
    .default("development")
    .describe(
      "Kind of process. `production` closes the in-app mailbox, demands SECRET and makes no demo schools.",
    ),
  PORT: port.default(3000).describe("Port of the web process."),
  HOST: z
    .string()
    .min(1)
    .default("127.0.0.1")
    .describe("Address the web process listens on; `0.0.0.0` behind a proxy."),
  ROOT_DOMAIN: z
    .string()
    .regex(/^[a-z0-9.-]+$/)
    .default("localhost")
    .describe("Schools live at `<slug>.<ROOT_DOMAIN>`."),
  PUBLIC_URL_SCHEME: z
    .enum(["http", "https"])
    .optional()
    .describe("Scheme of links; in production `https`, else that of the request."),
  PUBLIC_PORT: port
    .optional()
    .describe("Port in links that `atrium invite` makes, where it differs from PORT (behind a proxy: 443)."),
  TRUST_PROXY: proxies
    .default(false)
    .describe(
      "Whose X-Forwarded-* is believed: `true` (the first address named, which a sender can claim unless the proxy sets the header anew), the number of proxies in front, or their addresses and networks.",
    ),
  ATRIUM_HOME: z
    .string()
    .min(1)
    .default(".atrium")
    .describe("Folder of the embedded database and the generated secret."),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe("Owner connection to Postgres 15–18; without it the embedded one is used."),
  DATABASE_POOL_SIZE: whole(2, 200).default(10).describe("Connections of one process for tenant work."),
  DATABASE_CONNECTION_USES: whole(100, 1_000_000)
    .default(20_000)
    .describe("Transactions after which a connection is replaced (bounds its catalog cache)."),
  STATEMENT_TIMEOUT_MS: whole(100, 600_000)
    .default(15_000)
    .describe("Longest a statement of a request may run."),
  SECRET: z
    .string()
    .min(32)
    .optional()
    .describe(
      "Key material for the password of the database login; generated into ATRIUM_HOME outside production.",
    ),
  SEAL_KEYS: z
    .string()
    .regex(/^[\w-]{1,20}:[A-Za-z0-9+/]{43}=(,[\w-]{1,20}:[A-Za-z0-9+/]{43}=)*$/)
    .optional()
    .describe(
      "Keys that seal stored secrets, `name:base64 of 32 bytes`, separated by commas. The first seals, all open; without it one is derived from SECRET.",
    ),
  SENDGRID_API_KEY: z
    .string()
    .min(1)
    .optional()
    .describe(
      "Sends mail through SendGrid; without it mail goes to the in-app mailbox, and in production nowhere.",
    ),
  MAIL_FROM: z.email().default("atrium@example.org").describe("Sender of mail."),
  WORKER_CONCURRENCY: whole(1, 64).default(5).describe("Jobs one worker runs at a time."),
  WORKER_PORT: port
    .optional()
    .describe("Port, on HOST, of the worker's `/live`, `/ready`, `/health` and `/metrics`; without it none."),
  ORDERS_AT_ONCE: whole(1, 32)
    .default(5)
    .describe("Batches of a school's shop events one worker processes at a time."),
  SHOPIFY_API_VERSION: z
    .string()
    .regex(/^(\d{4}-\d{2}|unstable)$/)
    .default("2026-07")
    .describe("Version of Shopify's Admin API that is asked and whose webhooks are subscribed to."),
  SHOPIFY_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      "Where the Admin API is asked instead of at each shop's own address: a proxy or a test double.",
    ),
  WEBHOOKS_PER_MINUTE: whole(60, 10_000_000)
    .default(600_000)
    .describe("Webhooks one address may send in a minute; shops send from few addresses."),
  SOLVER_THREADS: whole(1, 64).default(1).describe("Threads one timetable generation uses."),
  SPARE_HOUSES: whole(0, 100).default(3).describe("Tenant schemas kept ready for new schools."),
  LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "silent"])
    .default("info")
    .describe("Least severe log line written."),
  RATE_LIMIT_PER_MINUTE: whole(10, 10_000_000)
    .default(30_000)
    .describe("Requests one address may make in a minute; a whole school often shares one address."),
  TEST_DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe(
      "Superuser connection to a Postgres for `npm test` alone, which makes and drops databases and roles there; without it the embedded one.",
    ),
  METRICS_TOKEN: z
    .string()
    .min(16)
    .optional()
    .describe("Bearer token for /metrics; without it only loopback may read it."),
} as const;

const schema = z.object(settings);
type Settings = z.output<typeof schema>;

export type Config = Readonly<
  Omit<Settings, "SECRET" | "ATRIUM_HOME"> & { SECRET: string; ATRIUM_HOME: string; production: boolean }
>;

/** Reads and checks the environment; throws one error that names every wrong variable. */
export function loadConfig(env: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`The environment has settings that cannot be used:\n${lines.join("\n")}`);
  }
  const production = parsed.data.NODE_ENV === "production";
  const home = resolve(parsed.data.ATRIUM_HOME);
  if (production && !parsed.data.SECRET) {
    throw new Error("The environment has settings that cannot be used:\n  SECRET: required in production");
  }
  return Object.freeze({
    ...parsed.data,
    ATRIUM_HOME: home,
    SECRET: parsed.data.SECRET ?? generatedSecret(home),
    production,
  });
}

/** The server that tests shall use instead of the embedded one; the other settings do not concern them. */
export const testDatabaseUrl = (env: Record<string, string | undefined> = process.env): string | undefined =>
  settings.TEST_DATABASE_URL.parse(env.TEST_DATABASE_URL || undefined);

/** A secret of this installation's own, made at first start and readable by its owner only. */
function generatedSecret(home: string): string {
  const file = join(home, "secret");
  if (!existsSync(file)) {
    mkdirSync(home, { recursive: true });
    try {
      writeFileSync(file, randomBytes(32).toString("hex"), { mode: 0o600, flag: "wx" });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error; // another process was first
    }
  }
  return readFileSync(file, "utf8");
}
