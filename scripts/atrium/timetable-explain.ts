import type { Command } from "commander";
import { describeAnswer, explainFile } from "../../server/domains/timetable/headless/explain/service.ts";
import { atLeast } from "./numbers.ts";
import { exitCodes } from "./output.ts";
import { failWithFile, readText } from "./timetable-files.ts";

/** `atrium timetable explain`: why a file has no timetable. */
export function addExplainCommand(program: Command): void {
  const timetable = program.commands.find((command) => command.name() === "timetable");
  timetable
    ?.command("explain")
    .description(
      "say why a .fet file has no timetable: the smallest sets of rules that cannot hold together, and what would free them; exit code 1 if none exists",
    )
    .argument("<file>", "the .fet file")
    .option("--seconds <n>", "longest wall time", atLeast(1), 30)
    .option("--json", "print one line of JSON")
    .action(explain);
}

async function explain(file: string, options: { seconds: number; json?: boolean }): Promise<void> {
  try {
    const answer = await explainFile(readText(file), {
      seconds: options.seconds - performance.now() / 1000, // since the command began
    });
    console.log(options.json ? JSON.stringify(answer) : describeAnswer(answer));
    if (answer.verdict === "impossible") process.exitCode = exitCodes.refused;
  } catch (error) {
    failWithFile(options.json, error);
  }
}
