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
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";

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
  const command = await bundle("scripts/atrium/timetable-alone.ts");
  const threads = await Promise.all(threadSources().map(bundle));
  const sources = sourcesOf([command, ...threads]);
  const now = Date.now();
  if (sources.some(([, , changed]) => changed >= began && changed <= now)) return; // changed meanwhile
  const hash = createHash("sha256");
  for (const { contents } of [command, ...threads]) hash.update(contents);
  const folder = `timetable-${hash.digest("hex").slice(0, 12)}`;
  mkdirSync(join(cache, folder), { recursive: true });
  for (const { path, contents } of threads) writeWhole(join(cache, folder, bundledName(path)), contents);
  writeWhole(join(cache, folder, "command.cjs"), command.contents);
  writeWhole(join(cache, "timetable.json"), JSON.stringify({ folder, sources } satisfies ReadyMade));
  removeOthers(folder);
}

type Bundled = { readonly path: string; readonly contents: Uint8Array; readonly inputs: readonly string[] };

/** One file of a source and all it imports. */
async function bundle(path: string): Promise<Bundled> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: [path],
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
    plugins: [startingFromFiles, startingNothing],
    logLevel: "silent",
  });
  return {
    path,
    contents: outputFiles[0]?.contents ?? new Uint8Array(),
    inputs: Object.keys(metafile.inputs).filter((input) => !input.startsWith("nothing:")),
  };
}

/** What is run in threads of its own. */
const threadSources = (): string[] => globSync("server/domains/timetable/**/*-worker.ts", { cwd: root });

const bundledName = (path: string): string => basename(path).replace(/ts$/, "cjs");

/** Who starts a thread from a source starts it from the file that was made of that, beside its own. */
const startingFromFiles: Plugin = {
  name: "starting-from-files",
  setup({ onLoad }) {
    const from = /new URL\("(\S+-worker\.ts)", import\.meta\.url\)/g;
    const file = (_: string, path: string) =>
      `new URL("./${bundledName(path)}", require("node:url").pathToFileURL(__filename))`;
    onLoad({ filter: /-in-threads?\.ts$/ }, ({ path }) => ({
      loader: "ts",
      contents: readFileSync(path, "utf8").replaceAll(from, file),
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

function sourcesOf(bundles: readonly Bundled[]): ReadyMade["sources"] {
  const files = new Set(bundles.flatMap(({ inputs }) => inputs));
  return [...files].map((path) => {
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
