import type { TenantRef } from "./database.ts";
import { houseScript, newHouseName, readTemplate, runScript } from "./house.ts";
import { withOwner } from "./owner-client.ts";

/** Columns of `platform.tenants` that make a `TenantRef`. */
export const tenantColumns = "id, slug, name, schema, role, status";

/**
 * Builds a house from the repository's template and makes it a tenant's, in one transaction over the owner's
 * connection. The quick way for a running installation is to claim a spare house instead.
 */
export async function provisionHouse(
  ownerUrl: string,
  tenant: { slug: string; name: string },
): Promise<TenantRef> {
  return withOwner(ownerUrl, "atrium provision", async (client) => {
    const template = readTemplate();
    const house = newHouseName();
    await runScript(client, houseScript(house, house, template.text));
    const { rows } = await client.query<TenantRef>(
      `insert into platform.tenants (slug, name, schema, role, status, template_version)
       values ($1, $2, $3, $3, 'active', $4) returning ${tenantColumns}`,
      [tenant.slug, tenant.name, house, template.version],
    );
    if (!rows[0]) throw new Error("The tenant's row was not returned");
    return rows[0];
  });
}
