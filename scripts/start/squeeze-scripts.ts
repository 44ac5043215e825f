import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const [brotli, zip] = [promisify(brotliCompress), promisify(gzip)];
const bundledLicences = /\/\*! Bundled license information:\n([\s\S]*?)\*\/\s*$/;

/**
 * Makes built files as small as they get, once, for every visit: licences leave the scripts for one file beside them
 * (`licences.txt`), and each file stands there compressed as well, which the web process serves as it is.
 */
export async function squeezeScripts(folder: string): Promise<void> {
  const licences = new Set<string>();
  const files = globSync("**/*.{js,css,svg}", { cwd: folder }).map((name) => join(folder, name));
  await Promise.all(
    files.map(async (file) => {
      const built = readFileSync(file, "utf8");
      const [whole = "", text = ""] = bundledLicences.exec(built) ?? [];
      for (const one of text.split(/\n\n(?=\S)/)) if (one.trim()) licences.add(one.trim());
      const bytes = Buffer.from(whole ? built.slice(0, -whole.length).concat("\n") : built);
      if (whole) writeFileSync(file, bytes);
      const params = {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      };
      writeFileSync(`${file}.br`, await brotli(bytes, { params }));
      writeFileSync(`${file}.gz`, await zip(bytes, { level: 9 }));
    }),
  );
  writeFileSync(join(folder, "licences.txt"), `${[...licences].sort().join("\n\n")}\n`);
}
