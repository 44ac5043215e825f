import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../../../../../shared/data/", import.meta.url));

/** Says loudly why the tests over a folder of real files are skipped when it is absent. */
function present(name: string): boolean {
  const isPresent = existsSync(`${folder}${name}`);
  if (!isPresent) console.warn(`${folder}${name} is absent: the tests over it are skipped`);
  return isPresent;
}

export const hasSchools = present("fet");
export const hasSemantics = present("fet-semantics");

export const schoolFiles: readonly string[] = hasSchools
  ? readdirSync(`${folder}fet`).filter((name) => name.endsWith(".fet"))
  : [];

export const schoolPath = (file: string): string => `${folder}fet/${file}`;
export const readSchool = (file: string): string => readFileSync(schoolPath(file), "utf8");
export const readSemantics = (path: string): string => readFileSync(`${folder}fet-semantics/${path}`, "utf8");

/** The rows of a table of outcomes, without its heading. */
export function semanticsTable(path: string): string[][] {
  if (!hasSemantics) return [];
  const rows = readSemantics(path).trimEnd().split("\n").slice(1);
  return rows.map((row) => row.split("\t"));
}
