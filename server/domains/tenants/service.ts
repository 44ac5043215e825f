import type { Database, PlatformDb, TenantRef } from "../../core/db/database.ts";
import { buildSpareNow, demolishHouse } from "../../core/db/spares.ts";
import { AppError, conflict, invalid, notFound } from "../../core/errors.ts";
import { announceTenant } from "../../core/tenant/directory.ts";
import {
  claimSpare,
  deleteTenantRow,
  enqueuePlatformJob,
  findTenantBySlug,
  hastenJobs,
  insertTenantAudit,
  listTenants as selectTenants,
  type TenantRow,
  updateSlug,
  updateStatus,
} from "./queries.ts";
import { type ProvisionInput, provisionInput, slug as slugSchema } from "./schema.ts";

/** The control plane of one installation, and who acts on it (`command`, a member of staff, a job). */
export type Town = {
  readonly database: Database;
  /** Owner connection: building and demolishing houses is beyond the login role. */
  readonly ownerUrl: string;
  readonly by: string;
};

/** Task that keeps spare houses ready; its payload is empty. */
export const keepSparesTask = "tenants.keep-spares";

/**
 * Opens a school: claims a spare house (milliseconds), or builds one now if none is ready (some hundred milliseconds).
 * With `furnish` the house opens only when that has put in what a school begins with. It must be idempotent: a run
 * that was killed on the way leaves the tenant `provisioning`, and asking again with the same slug and name ends it.
 * @throws AppError INVALID `tenants.slug_…`/`tenants.name_…`, CONFLICT `tenants.slug_taken`
 */
export async function provisionTenant(
  town: Town,
  input: ProvisionInput,
  furnish?: (tenant: TenantRef) => Promise<unknown>,
): Promise<TenantRow> {
  const wanted = parse(input);
  for (let attempt = 1; attempt <= 5; attempt++) {
    const tenant = await claim(town, wanted, furnish ? "provisioning" : "active");
    if (!tenant)
      await buildSpareNow(town.ownerUrl); // another provisioning may take this one too, hence the loop
    else if (!furnish) return tenant;
    else {
      await furnish(refOf(tenant));
      return move(town, wanted.slug, "tenants.open", ["provisioning"], "active", null);
    }
  }
  throw new AppError("UNAVAILABLE", "tenants.no_house");
}

function parse(input: ProvisionInput): ProvisionInput {
  const parsed = provisionInput.safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw invalid(issue?.message ?? "tenants.input", { field: issue?.path.join(".") });
}

/** A house for the tenant: a spare, or the one that it had got when an earlier run was killed. */
function claim(
  town: Town,
  { slug, name }: ProvisionInput,
  status: "provisioning" | "active",
): Promise<TenantRow | undefined> {
  return town.database.withPlatform(async (db) => {
    const there = await findTenantBySlug(db, slug);
    if (there && status === "provisioning" && there.status === status && there.name === name) return there;
    if (there) throw conflict("tenants.slug_taken", { slug });
    const tenant = await claimSpare(db, slug, name, status).catch((error) => {
      const raced = error instanceof AppError && error.details.constraint === "tenants_slug_key";
      throw raced ? conflict("tenants.slug_taken", { slug }) : error;
    });
    if (!tenant) return undefined;
    await insertTenantAudit(db, tenant.id, town.by, "tenants.provision", { slug, name });
    await enqueuePlatformJob(db, keepSparesTask, {}, keepSparesTask);
    announceTenant(db, tenant.id);
    return tenant;
  });
}

/** All tenants by slug. */
export const listTenants = (town: Pick<Town, "database">): Promise<TenantRow[]> =>
  town.database.withPlatform(selectTenants);

/** @throws AppError NOT_FOUND `tenants.unknown` */
export const showTenant = (town: Pick<Town, "database">, slug: string): Promise<TenantRow> =>
  town.database.withPlatform((db) => tenantOf(db, slug));

/** The part of a tenant that transactions in its house need. */
export const refOf = ({ id, slug, name, schema, role, status }: TenantRow): TenantRef => ({
  id,
  slug,
  name,
  schema,
  role,
  status,
});

/** The tenant of a slug, inside a transaction. @throws AppError NOT_FOUND `tenants.unknown` */
export async function tenantOf(db: PlatformDb, slug: string): Promise<TenantRow> {
  const tenant = await findTenantBySlug(db, slug);
  if (!tenant) throw notFound("tenants.unknown", { slug });
  return tenant;
}

/** Closes a school to everybody at once, keeping all it holds, waiting work included; `reason` is for staff. */
export const suspendTenant = (town: Town, slug: string, reason: string | null): Promise<TenantRow> =>
  move(town, slug, "tenants.suspend", ["active"], "suspended", reason);

/** Opens a suspended school again; its waiting work goes on. */
export const resumeTenant = (town: Town, slug: string): Promise<TenantRow> =>
  move(town, slug, "tenants.resume", ["suspended"], "active", null);

function move(
  town: Town,
  slug: string,
  action: string,
  from: readonly TenantRow["status"][],
  to: TenantRow["status"],
  reason: string | null,
): Promise<TenantRow> {
  return town.database.withPlatform(async (db) => {
    const moved = await updateStatus(db, slug, from, to, reason);
    if (!moved) {
      const { status } = await tenantOf(db, slug);
      throw conflict("tenants.wrong_status", { slug, status, needs: from });
    }
    await insertTenantAudit(db, moved.id, town.by, action, reason === null ? {} : { reason });
    if (to === "active") await hastenJobs(db, moved.id);
    announceTenant(db, moved.id);
    return moved;
  });
}

/**
 * Gives a school another subdomain. The old one is free at once and leads nowhere.
 * @throws AppError INVALID `tenants.slug_…`, NOT_FOUND `tenants.unknown`, CONFLICT `tenants.slug_taken`
 */
export async function renameTenant(town: Town, slug: string, to: string): Promise<TenantRow> {
  const parsed = slugSchema.safeParse(to);
  if (!parsed.success) throw invalid(parsed.error.issues[0]?.message ?? "tenants.slug_form", { field: "to" });
  return town.database.withPlatform(async (db) => {
    if (await findTenantBySlug(db, parsed.data)) throw conflict("tenants.slug_taken", { slug: parsed.data });
    const renamed = await updateSlug(db, slug, parsed.data);
    if (!renamed) throw notFound("tenants.unknown", { slug });
    await insertTenantAudit(db, renamed.id, town.by, "tenants.rename", { from: slug, to: parsed.data });
    announceTenant(db, renamed.id);
    return renamed;
  });
}

/**
 * Removes a school with all it holds; there is no way back. `confirm` must repeat the slug. The school is closed first,
 * then its house and role go, then its row: a run that was killed on the way is finished by calling again.
 */
export async function deleteTenant(town: Town, slug: string, confirm: string): Promise<TenantRow> {
  if (confirm !== slug) throw invalid("tenants.delete_unconfirmed", { slug });
  const current = await showTenant(town, slug);
  const tenant =
    current.status === "deleting"
      ? current
      : await move(town, slug, "tenants.delete", ["provisioning", "active", "suspended"], "deleting", null);
  await demolishHouse(town.ownerUrl, tenant.schema, tenant.role);
  await town.database.withPlatform(async (db) => {
    await deleteTenantRow(db, tenant.id);
    await insertTenantAudit(db, tenant.id, town.by, "tenants.deleted", { slug, name: tenant.name });
    announceTenant(db, tenant.id);
  });
  return tenant;
}
