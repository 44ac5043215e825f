import type { PlatformDb } from "../../../core/db/database.ts";
import { conflict, invalid, notFound } from "../../../core/errors.ts";
import { announceTenant } from "../../../core/tenant/directory.ts";
import { insertTenantAudit } from "../queries.ts";
import { type Town, tenantOf } from "../service.ts";
import {
  type DomainRow,
  deleteDomain,
  findDomain,
  insertDomain,
  markVerified,
  listDomains as selectDomains,
} from "./queries.ts";
import { readTextRecords, type TextRecords } from "./records.ts";
import { host as hostSchema } from "./schema.ts";

/** A domain, and the DNS record that proves that the school wants it to lead here. */
export type Domain = DomainRow & { readonly record: { readonly name: string; readonly value: string } };

const withRecord = (row: DomainRow): Domain => ({
  ...row,
  record: { name: `_atrium.${row.host}`, value: `atrium-verify=${row.token}` },
});

/**
 * Notes a domain for a school. It leads nowhere until `verifyDomain` has found its record in the DNS. Noting it again
 * answers the same record.
 * @throws AppError INVALID `tenants.domain_form`/`tenants.domain_ours`, NOT_FOUND `tenants.unknown`, CONFLICT
 *   `tenants.domain_taken` when another school has it
 */
export async function addDomain(town: Town, rootDomain: string, slug: string, name: string): Promise<Domain> {
  const host = parseHost(name);
  if (host === rootDomain || host.endsWith(`.${rootDomain}`))
    throw invalid("tenants.domain_ours", { host, rootDomain });
  return town.database.withPlatform(async (db) => {
    const tenant = await tenantOf(db, slug);
    const added = await insertDomain(db, tenant.id, host);
    if (added) await insertTenantAudit(db, tenant.id, town.by, "tenants.add_domain", { host });
    const row = added ?? (await findDomain(db, host));
    if (!row || row.tenantId !== tenant.id) throw conflict("tenants.domain_taken", { host });
    return withRecord(row);
  });
}

/** The domains of a school by name. */
export async function listDomains(town: Pick<Town, "database">, slug: string): Promise<Domain[]> {
  const rows = await town.database.withPlatform(async (db) =>
    selectDomains(db, (await tenantOf(db, slug)).id),
  );
  return rows.map(withRecord);
}

/**
 * Looks the record up in the DNS, outside of any transaction, and opens the domain at once in every process.
 * @throws AppError NOT_FOUND `tenants.domain_unknown`, CONFLICT `tenants.domain_unproven` with what was found,
 *   UNAVAILABLE `tenants.dns_silent`
 */
export async function verifyDomain(
  town: Town,
  slug: string,
  name: string,
  readRecords: TextRecords = readTextRecords,
): Promise<Domain> {
  const host = parseHost(name);
  const { record, token } = await town.database.withPlatform((db) => domainOf(db, slug, host));
  const found = await readRecords(record.name);
  if (!found.includes(record.value)) throw conflict("tenants.domain_unproven", { host, record, found });
  return town.database.withPlatform(async (db) => {
    const row = await markVerified(db, host, token);
    if (!row) throw notFound("tenants.domain_unknown", { slug, host }); // removed meanwhile
    await insertTenantAudit(db, row.tenantId, town.by, "tenants.verify_domain", { host });
    announceTenant(db, row.tenantId);
    return withRecord(row);
  });
}

/** Takes a domain from a school; it leads nowhere at once. @throws AppError NOT_FOUND `tenants.domain_unknown` */
export async function removeDomain(town: Town, slug: string, name: string): Promise<Domain> {
  const host = parseHost(name);
  return town.database.withPlatform(async (db) => {
    const domain = await domainOf(db, slug, host);
    await deleteDomain(db, domain.tenantId, host);
    await insertTenantAudit(db, domain.tenantId, town.by, "tenants.remove_domain", { host });
    announceTenant(db, domain.tenantId);
    return domain;
  });
}

/** Whether a domain is a school's own and verified. */
export async function leadsTo(
  { database }: Pick<Town, "database">,
  tenantId: string,
  host: string,
): Promise<boolean> {
  const row = await database.withPlatform((db) => findDomain(db, host));
  return row?.tenantId === tenantId && row.verifiedAt !== null;
}

async function domainOf(db: PlatformDb, slug: string, host: string): Promise<Domain> {
  const tenant = await tenantOf(db, slug);
  const row = await findDomain(db, host);
  if (!row || row.tenantId !== tenant.id) throw notFound("tenants.domain_unknown", { slug, host });
  return withRecord(row);
}

function parseHost(name: string): string {
  const parsed = hostSchema.safeParse(name);
  if (!parsed.success) throw invalid("tenants.domain_form", { host: name });
  return parsed.data;
}
