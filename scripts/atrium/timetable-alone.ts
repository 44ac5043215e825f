/**
 * `atrium timetable …` without the rest of the command, which needs packages that take longer to load than a small
 * school to solve. `ready-made.ts` makes one file of it.
 */
import { type AddCommands, runProgram } from "./program.ts";
import { addTimetableCommands } from "./timetable.ts";

export const run = async (): Promise<void> => runProgram([await timetableCommands()]);

export async function timetableCommands(): Promise<AddCommands> {
  if (["solve", "check"].includes(process.argv[3] ?? "")) return addTimetableCommands; // these start at once
  const { addExplainCommand } = await import("./timetable-explain.ts");
  const { addResolveCommand } = await import("./timetable-resolve.ts");
  return (program) => {
    addTimetableCommands(program);
    addExplainCommand(program);
    addResolveCommand(program);
  };
}
