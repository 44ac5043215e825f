/** The `atrium` command: schools, migrations and the state of an installation. `npx atrium --help` lists all. */
import { type AddCommands, runProgram } from "./atrium/program.ts";

/** Where each command is. A command loads only its own part. */
const parts: Record<string, () => Promise<AddCommands>> = {
  tenant: async () => (await import("./atrium/tenant.ts")).addTenantCommands,
  invite: async () => (await import("./atrium/invite.ts")).addInviteCommand,
  timetable: async () => (await import("./atrium/timetable-alone.ts")).timetableCommands(),
  demo: async () => (await import("./atrium/demo-orders.ts")).addDemoCommands,
  upkeep: async () => (await import("./atrium/upkeep.ts")).addUpkeepCommands,
};

const wanted = parts[process.argv[2] ?? ""];
const loaded: AddCommands[] = [];
for (const load of wanted ? [wanted] : Object.values(parts)) loaded.push(await load());
await runProgram(loaded);
