import { Command, CommanderError } from "commander";
import { exitCodes } from "./output.ts";

export type AddCommands = (program: Command) => void;

/** Runs the command with what it was called with, and sets the exit code. */
export async function runProgram(parts: readonly AddCommands[]): Promise<void> {
  const program = new Command("atrium")
    .description(
      "Runs an installation of Atrium: schools, migrations, health. Settings come from the environment.",
    )
    .showHelpAfterError("(--help shows what is possible)")
    .exitOverride();
  for (const addCommands of parts) addCommands(program);
  for (const command of program.commands) overrideExit(command);
  try {
    await program.parseAsync();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  }
}

/** Sub-commands do not inherit it: a wrong option must end with the code for wrong usage everywhere. */
function overrideExit(command: Command): void {
  command.exitOverride();
  for (const child of command.commands) overrideExit(child);
}
