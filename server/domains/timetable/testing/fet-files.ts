import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Real schools' files, kept beside the repository and not in it; tests that need them skip where they are absent. */
const folder = fileURLToPath(new URL("../../../../../shared/data/fet/", import.meta.url));

export const fetFiles: readonly string[] = existsSync(folder)
  ? readdirSync(folder).filter((name) => name.endsWith(".fet"))
  : [];
if (fetFiles.length === 0) console.warn(`No .fet files in ${folder}: tests over real schools are skipped`);

export const readFetFile = (name: string): string => readFileSync(`${folder}${name}`, "utf8");
