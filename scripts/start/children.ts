import { type ChildProcess, spawn } from "node:child_process";

export type ChildSpec = { name: string; args: string[] };
export type Children = {
  /** Resolves when a child has given up for good; the product cannot go on then. */
  readonly failed: Promise<string>;
  stop(): Promise<void>;
};

/** A child that keeps dying within this time of its start is not worth restarting again. */
const quickDeathMs = 5_000;
const quickDeaths = 5;
/** What a child may take to finish its requests and jobs before it is killed. */
const graceMs = 10_000;
/** Milliseconds before a child is started again: none the first time, then growing. */
const pauseBefore = (again: number): number => Math.min(5_000, 200 * (2 ** (again - 1) - 1));
const followParent = new URL("./follow-parent.ts", import.meta.url).href;

/** Runs web and worker under these settings beside those of the environment, starts again what crashes, and stops all of them together. */
export function runChildren(
  specs: readonly ChildSpec[],
  settings: Record<string, string>,
  say: (line: string) => void,
): Children {
  const running = new Map<string, ChildProcess>();
  const timers = new Set<NodeJS.Timeout>();
  let stopping = false;
  let giveUp: (name: string) => void;
  const failed = new Promise<string>((resolve) => {
    giveUp = resolve;
  });

  const start = (spec: ChildSpec, deaths: number): void => {
    const began = Date.now();
    const child = spawn(process.execPath, ["--import", followParent, ...spec.args], {
      env: { ...process.env, ...settings },
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    running.set(spec.name, child);
    child.once("exit", (code, signal) => {
      running.delete(spec.name);
      if (stopping) return;
      const again = Date.now() - began < quickDeathMs ? deaths + 1 : 1;
      if (again >= quickDeaths && signal === null) return giveUp(spec.name); // what others killed is not to blame
      say(`The ${spec.name} process ended (${signal ?? `code ${code}`}); starting it again.`);
      const timer = setTimeout(() => start(spec, again), pauseBefore(again));
      timers.add(timer);
    });
  };

  for (const spec of specs) start(spec, 0);
  return {
    failed,
    stop: async () => {
      stopping = true;
      for (const timer of timers) clearTimeout(timer);
      await Promise.all([...running.values()].map(endOf));
    },
  };
}

/** Asks a child to end and insists after a while. */
function endOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    const insist = setTimeout(() => child.kill("SIGKILL"), graceMs);
    child.once("exit", () => {
      clearTimeout(insist);
      resolve();
    });
    child.kill("SIGTERM");
  });
}
