/**
 * `node scripts/release-template.ts`: remembers the model house as it goes out with a release. From then on every change
 * of db/tenant-template needs a step in db/migrations/tenant, and a test compares the two ways to the same house.
 */
import { writeFileSync } from "node:fs";
import { readTemplate } from "../server/core/db/house.ts";
import { releasedTemplateFile } from "../server/core/db/paths.ts";

const { text, version } = readTemplate();
writeFileSync(
  releasedTemplateFile,
  `-- The model house of the last release; written by scripts/release-template.ts.\n-- version ${version}\n${text}`,
);
console.log(`Remembered the model house at version ${version}.`);
