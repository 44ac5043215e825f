import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { squeezeScripts } from "./squeeze-scripts.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "atrium-squeeze-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const read = (name: string) => readFileSync(join(folder, name));

test("licences leave the scripts for a file beside them, and what is compressed is what is there", async () => {
  const licence =
    "/*! Bundled license information:\n\nreact.js:\n  (** @license React *)\n\nx.js:\n  (** @license X *)\n*/";
  writeFileSync(join(folder, "a.js"), `export const a = "/*! kept */";\n${licence}\n`);
  writeFileSync(join(folder, "b.css"), "b { color: red }");
  await squeezeScripts(folder);
  expect(read("a.js").toString()).toBe('export const a = "/*! kept */";\n\n');
  expect(brotliDecompressSync(read("a.js.br"))).toEqual(read("a.js"));
  expect(gunzipSync(read("b.css.gz")).toString()).toBe("b { color: red }");
  expect(read("licences.txt").toString()).toContain("@license React");
  expect(read("licences.txt").toString()).toContain("@license X");

  await squeezeScripts(folder);
  expect(read("a.js").toString()).toBe('export const a = "/*! kept */";\n\n');
});
