import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import * as z from "zod";

const flag = z.enum(["true", "false"]).transform((value) => value === "true");
const port = z.coerce.number().int().min(0).max(65_535);
const whole = (least: number, most: number) => z.coerce.number().int().min(least).max(most);

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
  TRUST_PROXY: flag.default(false).describe("Believe X-Forwarded-* of the proxy in front."),
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
  DATABASE_POOL_SLICES: whole(1, 32)
    .default(5)
    .describe("Slices of the pool; a tenant keeps to one slice, so connections visit few houses."),
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
  SENDGRID_API_KEY: z
    .string()
    .min(1)
    .optional()
    .describe(
      "Sends mail through SendGrid; without it mail goes to the in-app mailbox, and in production nowhere.",
    ),
  MAIL_FROM: z.email().default("atrium@example.org").describe("Sender of mail."),
  WORKER_CONCURRENCY: whole(1, 64).default(5).describe("Jobs one worker runs at a time."),
  SOLVER_THREADS: whole(1, 64).default(1).describe("Threads one timetable generation uses."),
  SPARE_HOUSES: whole(0, 100).default(3).describe("Tenant schemas kept ready for new schools."),
  LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "silent"])
    .default("info")
    .describe("Least severe log line written."),
  RATE_LIMIT_PER_MINUTE: whole(10, 10_000_000)
    .default(30_000)
    .describe("Requests one address may make in a minute; a whole school often shares one address."),
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
