import type pg from "pg";
import { compareSchemas, describeSchema } from "../../../core/db/describe-schema.ts";
import { readTemplate } from "../../../core/db/house.ts";
import { listPlatformMigrations, templateRole, templateSchema } from "../../../core/db/migrate.ts";
import { withOwner } from "../../../core/db/owner-client.ts";
import { toAppError } from "../../../core/db/pg-errors.ts";
import { AppError } from "../../../core/errors.ts";
import {
  type HouseRow,
  listAppliedMigrations,
  listBrokenRoles,
  listHouses,
  listLoginRoleFaults,
  listOrphans,
  listSpares,
  listStuckJobs,
  readTemplateState,
  readVitals,
  readWorkers,
} from "./queries.ts";
import { listChangedCode } from "./shared-code.ts";

/** One thing that was looked at. `details` names what was found; it is empty when all is well. */
export type Finding = {
  readonly check: string;
  readonly ok: boolean;
  readonly summary: string;
  readonly details: readonly string[];
};

/** Looks at everything that can go wrong with the database of an installation; changes nothing. */
export async function examine(ownerUrl: string, wantedSpares: number): Promise<Finding[]> {
  try {
    return await withOwner(ownerUrl, "atrium doctor", async (client) => {
      const state = await readTemplateState(client);
      return state
        ? examineInside(client, state.fingerprint, wantedSpares)
        : [finding("database", false, "Nothing was set up here yet: run `atrium migrate`", [])];
    });
  } catch (error) {
    const known = toAppError(error);
    if (!(known instanceof AppError) || known.reason !== "database.away") throw error;
    return [finding("database", false, "The database cannot be reached", [String(error)])];
  }
}

async function examineInside(client: pg.Client, built: string, wantedSpares: number): Promise<Finding[]> {
  const { version: newest, fingerprint } = readTemplate();
  const vitals = await readVitals(client, fingerprint);
  const answers = finding(
    "database",
    vitals.version >= 150_000,
    `Postgres ${Math.floor(vitals.version / 10_000)} answers`,
    [],
  );
  const controlPlane = examineMigrations(await listAppliedMigrations(client));
  if (!controlPlane.ok) return [answers, controlPlane]; // the rest asks tables that may not be there yet
  const changed = await listChangedCode(client, vitals.version);
  const houses = await listHouses(client);
  const loginFaults = await listLoginRoleFaults(client);
  const broken = await listBrokenRoles(client);
  const stuck = await listStuckJobs(client);
  const behind = houses.filter((house) => house.status !== "deleting" && house.templateVersion < newest);
  const unfinished = houses.filter((house) => house.status === "deleting").map((house) => house.slug);
  const orphans = await listOrphans(client);
  return [
    answers,
    controlPlane,
    finding(
      "shared code",
      changed.length === 0,
      `${changed.length} shared objects differ from this version`,
      changed,
    ),
    finding(
      "template",
      built === fingerprint,
      built === fingerprint
        ? "The model house is current"
        : "The model house is older than this version: run `atrium migrate`",
      [],
    ),
    finding(
      "login role",
      loginFaults.length === 0,
      loginFaults.length === 0
        ? "The login role has no rights of its own"
        : "The login role has rights of its own",
      loginFaults,
    ),
    finding("tenant roles", broken.length === 0, `${broken.length} roles of houses are not in order`, broken),
    finding(
      "spare houses",
      vitals.spares > 0 || wantedSpares === 0,
      `${vitals.spares} of ${wantedSpares} stand ready, ${vitals.staleSpares} are stale`,
      [],
    ),
    finding("steps", behind.length === 0, `${behind.length} houses wait for steps`, behind.map(lateness)),
    await examineDrift(
      client,
      houses.filter((house) => house.status !== "deleting" && !behind.includes(house)),
      await listSpares(client, fingerprint),
    ),
    finding(
      "deletions",
      unfinished.length === 0,
      `${unfinished.length} deletions are unfinished`,
      unfinished,
    ),
    finding("orphans", orphans.length === 0, `${orphans.length} schemas belong to no tenant`, orphans),
    examineWorkers(await readWorkers(client)),
    finding(
      "jobs",
      stuck.length === 0,
      `${stuck.length} jobs are stuck`,
      stuck.map(
        (job) =>
          `${job.task} ${job.id}: ${job.lockedMinutes === null ? `gave up after ${job.attempts} attempts` : `held for ${job.lockedMinutes} minutes`}${job.error ? ` (${job.error.split("\n")[0]})` : ""}`,
      ),
    ),
  ];
}

const finding = (check: string, ok: boolean, summary: string, details: readonly string[]): Finding => ({
  check,
  ok,
  summary,
  details,
});

const lateness = (house: HouseRow): string =>
  `${house.slug} is at ${house.templateVersion}${house.migrationError ? `: ${house.migrationError}` : ""}`;

function examineMigrations(applied: readonly string[]): Finding {
  const files = listPlatformMigrations();
  const pending = files.filter((file) => !applied.includes(file));
  const unknown = applied.filter((name) => !files.includes(name));
  return finding(
    "control plane",
    pending.length + unknown.length === 0,
    pending.length > 0
      ? `${pending.length} migrations of the control plane wait: run \`atrium migrate\``
      : unknown.length > 0
        ? "The database is newer than this version"
        : "The control plane is current",
    [...pending.map((name) => `${name} waits`), ...unknown.map((name) => `${name} is unknown here`)],
  );
}

/** Minutes that a due job may wait while nobody works, and while somebody does. */
const patience = { deserted: 5, busy: 120 };

function examineWorkers({ alive, waitingMinutes }: { alive: number; waitingMinutes: number }): Finding {
  const ok = waitingMinutes < (alive > 0 ? patience.busy : patience.deserted);
  const waiting = waitingMinutes > 0 ? `; the oldest due job waits for ${waitingMinutes} minutes` : "";
  return finding("workers", ok, `${alive} workers live${waiting}`, []);
}

/** Compares every current house, those without a tenant included, with the model house, object by object. */
async function examineDrift(
  client: pg.Client,
  tenants: readonly HouseRow[],
  spares: readonly { schema: string; role: string }[],
): Promise<Finding> {
  const model = await describeSchema(client, templateSchema, templateRole);
  const houses = [
    ...tenants.map(({ slug, schema, role }) => ({ name: slug, schema, role })),
    ...spares.map(({ schema, role }) => ({ name: `spare ${schema}`, schema, role })),
  ];
  const details: string[] = [];
  for (const house of houses) {
    const found = await describeSchema(client, house.schema, house.role);
    for (const one of compareSchemas(model, found))
      details.push(`${house.name}: ${one.object} is ${one.kind}`);
  }
  const drifted = new Set(details.map((line) => line.split(":")[0])).size;
  return finding(
    "drift",
    drifted === 0,
    `${houses.length - drifted} of ${houses.length} houses equal the model`,
    details,
  );
}
