import { fileURLToPath } from "node:url";

const at = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/** Where the database's definition lies in the repository. */
export const templateFolder = at("db/tenant-template");
export const platformMigrationsFolder = at("db/migrations/platform");
export const tenantStepsFolder = at("db/migrations/tenant");
export const sharedCodeFile = at("db/shared.sql");
export const releasedTemplateFolder = at("db/released-template");
