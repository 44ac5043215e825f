import type { Command } from "commander";
import {
  blockerLines,
  type ResolveSummary,
  resolveFile,
} from "../../server/domains/timetable/headless/resolve/service.ts";
import { atLeast, whole } from "./numbers.ts";
import { exitCodes } from "./output.ts";
import { failWithFile, readText, tryFile, writeText } from "./timetable-files.ts";

/** `atrium timetable resolve`: mends a timetable after an absence or a lost room with few moves. */
export function addResolveCommand(program: Command): void {
  const timetable = program.commands.find((command) => command.name() === "timetable");
  const several = (text: string, before: string[]) => [...before, text];
  timetable
    ?.command("resolve")
    .description(
      "mend a timetable after a change while as few lessons as possible move; exit code 1 if a lesson stays without a place",
    )
    .argument("<file>", "the .fet file")
    .argument("<result>", "its timetable: the …_activities.xml file")
    .option("--absent-teacher <NAME[:DAY[:HOUR]]>", "cannot come; may be repeated", several, [])
    .option("--lost-room <NAME>", "cannot be used; may be repeated", several, [])
    .option("--pin <ID>", "an activity that must stay; may be repeated", several, [])
    .option("--move-penalty <n>", "what a moved lesson costs in soft conflicts", atLeast(0), 10)
    .option("--seconds <n>", "longest wall time; 4 unless --iterations is given", atLeast(0))
    .option("--iterations <n>", "units of work: the same number gives the same timetable", whole(1))
    .option("--seed <n>", "where chance starts", whole(0), 1)
    .option("--out <file>", "write the mended timetable in FET's format of results")
    .option("--json", "print one line of JSON")
    .action(run);
}

type Options = {
  absentTeacher: string[];
  lostRoom: string[];
  pin: string[];
  movePenalty: number;
  seconds?: number;
  iterations?: number;
  seed: number;
  out?: string;
  json?: boolean;
};

function run(file: string, result: string, options: Options): void {
  try {
    const { iterations, movePenalty, seed } = options;
    const texts = [readText(file), readText(result)] as const;
    if (options.out) tryFile(options.out);
    const { summary, activities } = resolveFile(...texts, {
      absentTeachers: options.absentTeacher,
      lostRooms: options.lostRoom,
      pinned: options.pin,
      movePenalty,
      seconds: options.seconds ?? (iterations === undefined ? 4 : undefined),
      iterations,
      seed,
    });
    if (options.out) writeText(options.out, activities);
    console.log(options.json ? JSON.stringify(summary) : describe(summary));
    if (summary.unplaced.length > 0) process.exitCode = exitCodes.refused;
  } catch (error) {
    failWithFile(options.json, error);
  }
}

type Place = ResolveSummary["moves"][number]["to"];
const placeText = (place: Place) =>
  place === null ? "nowhere" : [place.day, place.hour, place.room].filter(Boolean).join(" ");

const describe = (summary: ResolveSummary): string =>
  [
    `${summary.moved} lessons moved, ${summary.movedInTime} of them in time; at least ${summary.leastMoves} had to.`,
    `Hard conflicts ${summary.hard}, soft ${summary.soft} (before ${summary.softBefore}).`,
    ...summary.moves.map(
      ({ id, lesson, from, to }) => `  ${id} ${lesson}: ${placeText(from)} → ${placeText(to)}`,
    ),
    ...(summary.unplaced.length > 0 ? [`Without a place: ${summary.unplaced.join(", ")}`] : []),
    ...blockerLines(summary).map((line) => `  ${line}`),
  ].join("\n");
