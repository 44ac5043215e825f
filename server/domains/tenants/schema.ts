import * as z from "zod";

/** Subdomains that the platform keeps for itself, or that would mislead. */
export const reservedSlugs: readonly string[] = [
  ...[
    "admin",
    "api",
    "app",
    "assets",
    "atrium",
    "auth",
    "billing",
    "blog",
    "cdn",
    "console",
    "docs",
    "files",
  ],
  ...[
    "ftp",
    "graphql",
    "health",
    "help",
    "imap",
    "localhost",
    "login",
    "mail",
    "media",
    "metrics",
    "ns1",
    "ns2",
  ],
  ...[
    "platform",
    "pop",
    "root",
    "security",
    "shop",
    "signin",
    "signup",
    "smtp",
    "static",
    "status",
    "support",
  ],
  ...["template", "tenant", "test", "town", "ws", "www"],
];

/** A subdomain: lower-case letters, digits and single hyphens, 40 characters at most, not reserved. */
export const slug = z
  .string()
  .min(2, "tenants.slug_short")
  .max(40, "tenants.slug_long")
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "tenants.slug_form")
  .refine((value) => !reservedSlugs.includes(value), "tenants.slug_reserved");

export const tenantName = z.string().trim().min(1, "tenants.name_missing").max(120, "tenants.name_long");

export const provisionInput = z.object({ slug, name: tenantName });
export type ProvisionInput = z.infer<typeof provisionInput>;
