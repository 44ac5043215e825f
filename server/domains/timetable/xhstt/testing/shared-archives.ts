import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../../../../../shared/data/xhstt/", import.meta.url));

export const hasArchives = existsSync(folder);
if (!hasArchives) console.warn(`${folder} is absent: the tests over it are skipped`);

export const archiveFiles: readonly string[] = hasArchives
  ? readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".xml"))
  : [];

export const readArchiveFile = (file: string): string => readFileSync(`${folder}${file}`, "utf8");
