/** The `atrium` command: schools, migrations and the state of an installation. `npx atrium --help` lists all. */
import { Command, CommanderError } from "commander";
import { addInviteCommand } from "./atrium/invite.ts";
import { exitCodes } from "./atrium/output.ts";
import { addTenantCommands } from "./atrium/tenant.ts";
import { addTimetableCommands } from "./atrium/timetable.ts";
import { addUpkeepCommands } from "./atrium/upkeep.ts";

const program = new Command("atrium")
  .description(
    "Runs an installation of Atrium: schools, migrations, health. Settings come from the environment.",
  )
  .showHelpAfterError("(--help shows what is possible)")
  .exitOverride();
addTenantCommands(program);
addInviteCommand(program);
addTimetableCommands(program);
addUpkeepCommands(program);
for (const command of program.commands) overrideExit(command);

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
}

/** Sub-commands do not inherit it: a wrong option must end with the code for wrong usage everywhere. */
function overrideExit(command: Command): void {
  command.exitOverride();
  for (const child of command.commands) overrideExit(child);
}
