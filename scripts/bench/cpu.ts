import type { ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** CPU seconds so far of web, worker and Postgres with its backends, user and system. */
export function cpuOf(children: readonly ChildProcess[], home: string): number {
  const postmaster = readFileSync(join(home, "postgres/data/postmaster.pid"), "utf8").split("\n")[0];
  const backends = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, "utf8").split(" ");
  const own = [...children.map(({ pid }) => String(pid)), ...backends.filter(Boolean)];
  return (
    (own.reduce((sum, pid) => sum + ticksOf(pid, [11, 12]), 0) +
      ticksOf(String(postmaster), [11, 12, 13, 14])) /
    100
  );
}

/** Fields of /proc/<pid>/stat after the name: 11 and 12 are its own time, 13 and 14 that of children that ended. */
function ticksOf(pid: string, columns: readonly number[]): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    return columns.reduce((sum, column) => sum + Number(fields[column]), 0);
  } catch {
    return 0; // ended meanwhile
  }
}
