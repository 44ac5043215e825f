import { createHash } from "node:crypto";
import {
  accessSync,
  constants,
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build, type Metafile, type Plugin } from "esbuild";

/** What `scripts/atrium.js` starts instead of the sources, as long as these are as they were. */
export type ReadyMade = {
  /** Where it is, beside the file that tells of it. */
  readonly folder: string;
  /** Path from the product's folder, bytes, and milliseconds since 1970 of the last change. */
  readonly sources: readonly (readonly [path: string, size: number, changed: number])[];
};

const root = fileURLToPath(new URL("../..", import.meta.url));
const cache = join(root, ".cache");

/**
 * Makes one file of `atrium timetable`: to find and open a hundred small ones takes more CPU than to solve a small
 * school. It is told of last and at once, so that who starts meanwhile sees all or nothing.
 */
export async function makeReady(): Promise<void> {
  mkdirSync(cache, { recursive: true });
  accessSync(cache, constants.W_OK); // before any work is done for nothing
  const began = Date.now();
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: ["scripts/atrium/timetable-alone.ts"],
    outfile: "never-written.js",
    write: false,
    metafile: true,
    bundle: true,
    minifyWhitespace: true, // less to read
    charset: "ascii",
    format: "cjs",
    platform: "node",
    target: "esnext",
    external: ["highs"], // brings a file of its own
    plugins: [knowingTheirPlace, startingNothing],
    logLevel: "silent",
  });
  const sources = sourcesOf(metafile);
  const now = Date.now();
  if (sources.some(([, , changed]) => changed >= began && changed <= now)) return; // changed meanwhile
  const contents = outputFiles[0]?.contents ?? new Uint8Array();
  const folder = `timetable-${createHash("sha256").update(contents).digest("hex").slice(0, 12)}`;
  mkdirSync(join(cache, folder), { recursive: true });
  writeWhole(join(cache, folder, "command.cjs"), contents);
  writeWhole(join(cache, "timetable.json"), JSON.stringify({ folder, sources } satisfies ReadyMade));
  removeOthers(folder);
}

/** Sources that ask where they are, to start a thread, are told where they were: threads start from the sources. */
const knowingTheirPlace: Plugin = {
  name: "knowing-their-place",
  setup({ onLoad }) {
    onLoad({ filter: /-in-threads?\.ts$/ }, ({ path }) => ({
      loader: "ts",
      contents: readFileSync(path, "utf8").replaceAll("import.meta.url", `"${pathToFileURL(path)}"`),
    }));
  },
};

/** commander can start programs of its own for sub-commands; here it never does, and Node takes long to load that part. */
const startingNothing: Plugin = {
  name: "starting-nothing",
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^node:child_process$/ }, ({ importer, path }) =>
      importer.includes("commander") ? { path, namespace: "nothing" } : undefined,
    );
    onLoad({ filter: /.*/, namespace: "nothing" }, () => ({ contents: "" }));
  },
};

function sourcesOf({ inputs }: Metafile): ReadyMade["sources"] {
  const files = Object.keys(inputs).filter((path) => !path.startsWith("nothing:"));
  return files.map((path) => {
    const { size, mtimeMs } = statSync(join(root, path));
    return [path, size, mtimeMs];
  });
}

function writeWhole(file: string, contents: string | Uint8Array): void {
  const draft = join(dirname(file), `.${process.pid}-${basename(file)}`);
  writeFileSync(draft, contents);
  renameSync(draft, file);
}

/** Those of an hour ago may still be running. */
const keptMilliseconds = 3_600_000;

function removeOthers(folder: string): void {
  for (const name of globSync("timetable-*", { cwd: cache })) {
    const other = join(cache, name);
    if (name !== folder && Date.now() - statSync(other).mtimeMs > keptMilliseconds)
      rmSync(other, { recursive: true, force: true });
  }
}
