/**
 * `node scripts/release-template.ts`: remembers the model house as it goes out with a release. From then on every change
 * of db/tenant-template needs a step in db/migrations/tenant, and a test compares the two ways to the same house.
 */
import { cpSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readTemplate } from "../server/core/db/house.ts";
import { releasedTemplateFolder, templateFolder } from "../server/core/db/paths.ts";

const { version } = readTemplate();
rmSync(releasedTemplateFolder, { recursive: true, force: true });
cpSync(templateFolder, releasedTemplateFolder, { recursive: true });
writeFileSync(join(releasedTemplateFolder, "VERSION"), `${version}\n`);
console.log(`Remembered the model house at version ${version}.`);
