import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { inject } from "vitest";

const execute = promisify(execFile);

/** Runs the `atrium` command against the product of these journeys and gives what it prints as JSON. */
export async function atrium<Printed>(...words: readonly string[]): Promise<Printed> {
  const { stdout } = await execute(process.execPath, ["scripts/atrium.ts", ...words, "--json"], {
    env: {
      ...process.env,
      NODE_ENV: "test",
      ATRIUM_HOME: inject("home"),
      PORT: String(inject("port")),
      DATABASE_URL: "",
    },
  });
  return JSON.parse(stdout) as Printed;
}
