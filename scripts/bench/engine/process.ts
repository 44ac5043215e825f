import { spawn } from "node:child_process";

export type Ran = {
  readonly code: number | null;
  readonly out: string;
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
};

/**
 * Runs a program and gives the CPU that it and its children used, start included, which the shell's `times` tells.
 * It is killed after `seconds` of wall time.
 */
export function run(command: readonly string[], seconds: number): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const bound = ["timeout", "-k", "5", String(Math.ceil(seconds)), ...command];
    const child = spawn("sh", ["-c", '"$@"; code=$?; times >&2; exit $code', "sh", ...bound], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    let out = "";
    let errors = "";
    child.stdout.on("data", (piece: Buffer) => {
      out += piece.toString();
    });
    child.stderr.on("data", (piece: Buffer) => {
      errors += piece.toString();
    });
    child.once("error", reject);
    child.once("close", (code) => {
      const wallSeconds = (performance.now() - began) / 1000;
      resolve({ code, out, cpuSeconds: childrensCpu(errors), wallSeconds });
    });
  });
}

/** The last line of `times` is of the children: user and system as 0m1.234s. */
function childrensCpu(errors: string): number {
  const last = errors.trimEnd().split("\n").at(-1) ?? "";
  return [...last.matchAll(/(\d+)m([\d.,]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds?.replace(",", ".")),
    0,
  );
}

/** Does all the work, `jobs` pieces at a time, and gives the results in order. */
export async function inParallel<In, Out>(
  items: readonly In[],
  jobs: number,
  work: (item: In) => Promise<Out>,
): Promise<Out[]> {
  const results: Out[] = [];
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < items.length; index = next++)
      results[index] = await work(items[index] as In);
  };
  await Promise.all(Array.from({ length: Math.max(1, jobs) }, worker));
  return results;
}
