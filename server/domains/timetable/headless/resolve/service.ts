import { AppError } from "../../../../core/errors.ts";
import type { WhyNotAnswer } from "../../explain/schema.ts";
import { tellAnswer } from "../../explain/tell.ts";
import { blockerText } from "../../explain/words.ts";
import { parseFet } from "../../fet/parse.ts";
import { describeIssue, UnusableFile } from "../../fet/report.ts";
import { readResults, writeResults } from "../../fet/results.ts";
import { toProblem } from "../../fet/to-problem.ts";
import { lessonName } from "../../plan/score.ts";
import type { Change } from "../../solver/changes.ts";
import { evaluate } from "../../solver/evaluate.ts";
import { blockers } from "../../solver/explain/blockers.ts";
import type { Problem } from "../../solver/model.ts";
import { type Move, type Resolution, resolve } from "../../solver/resolve.ts";
import { cpuSeconds } from "../summary.ts";

export type ResolveFileOptions = {
  /** `NAME` for the whole week, `NAME:DAY` or `NAME:DAY:HOUR`, as the file names them. */
  readonly absentTeachers: readonly string[];
  readonly lostRooms: readonly string[];
  /** Ids of activities that must stay where they are. */
  readonly pinned: readonly string[];
  /** What each moved lesson costs in units of soft conflicts. */
  readonly movePenalty: number;
  /** Wall time of the whole command. */
  readonly seconds?: number;
  readonly iterations?: number;
  readonly seed: number;
};

type PlaceNames = { readonly day: string; readonly hour: string; readonly room: string } | null;

/** What moved, in names; `hard` and `soft` are the evaluator's for the problem after the change. */
export type ResolveSummary = {
  readonly moved: number;
  /** Of these, how many have another time; the others have another room only. */
  readonly movedInTime: number;
  /** So many at least cannot stay, whatever is done with the others. */
  readonly leastMoves: number;
  readonly hard: number;
  readonly soft: number;
  readonly softBefore: number;
  readonly unplaced: readonly string[];
  /** What keeps lessons without a place out of the week, as far as the time went; nothing of it is proved. */
  readonly blockers: WhyNotAnswer["blockers"];
  readonly moves: readonly {
    readonly id: string;
    readonly lesson: string;
    readonly from: PlaceNames;
    readonly to: PlaceNames;
  }[];
  readonly iterations: number;
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
};

/**
 * Mends a solved .fet file's timetable after an absence or a lost room with few moves, without any database.
 *
 * @returns the numbers, and the mended timetable in FET's format of results
 * @throws AppError INVALID `timetable.file_unusable`, `timetable.name_unknown` with the name.
 */
export function resolveFile(
  fetText: string,
  resultsText: string,
  options: ResolveFileOptions,
): { summary: ResolveSummary; activities: string } {
  const { problem, start } = read(fetText, resultsText);
  const pinned = options.pinned.map((id) =>
    known(
      problem.activities.findIndex((activity) => activity.id === id),
      id,
    ),
  );
  const end =
    options.seconds === undefined ? Number.POSITIVE_INFINITY : options.seconds * 1000 - SET_ASIDE_MS;
  const resolution = resolve(
    { problem, start, changes: changesOf(problem, options), pinned, movePenalty: options.movePenalty },
    { seed: options.seed, iterations: options.iterations, shouldStop: () => performance.now() >= end },
  );
  const { hard, soft } = evaluate(resolution.problem, resolution.solution);
  const { moves, unplaced, leastMoves, iterations } = resolution;
  const summary: ResolveSummary = {
    moved: moves.length,
    movedInTime: moves.filter(({ from, to }) => from.slot !== to.slot).length,
    leastMoves,
    hard,
    soft,
    softBefore: evaluate(problem, start).soft,
    unplaced: unplaced.map((index) => problem.activities[index]?.id ?? ""),
    blockers: blockersOf(resolution, () => (end + TELLING_MS - performance.now()) / 1000),
    moves: moves.map((move) => named(problem, move)),
    iterations,
    cpuSeconds: cpuSeconds(),
    wallSeconds: Math.round(performance.now()) / 1000,
  };
  return { summary, activities: writeResults(problem, resolution.solution) };
}

/** Kept of the time for judging and writing. */
const SET_ASIDE_MS = 300;

/** The blockers as sentences for people. */
export const blockerLines = ({ blockers }: ResolveSummary): string[] => blockers.map(blockerText);

/** Most of the time for telling why lessons stay without a place, and most lessons told of. */
const TELLING_MS = 500;
const MOST_TOLD = 8;

function blockersOf({ problem, solution, unplaced }: Resolution, secondsLeft: () => number) {
  if (unplaced.length === 0) return [];
  const found = blockers(problem, solution, MOST_TOLD, secondsLeft);
  const rows = {
    lessonId: (index: number) => problem.activities[index]?.id ?? "",
    patch: () => null,
  };
  return tellAnswer(problem, { verdict: "unknown", findings: [], blockers: found }, rows, 0).blockers;
}

function read(fetText: string, resultsText: string) {
  try {
    const { problem } = toProblem(parseFet(fetText).document);
    const { solution, issues } = readResults(resultsText, problem);
    const fatal = issues.find(({ severity }) => severity === "fatal");
    if (fatal) throw new UnusableFile(fatal);
    return { problem, start: solution };
  } catch (error) {
    if (!(error instanceof UnusableFile)) throw error;
    const { issue } = error;
    throw new AppError("INVALID", "timetable.file_unusable", { issue, text: describeIssue(issue) });
  }
}

function changesOf(problem: Problem, options: ResolveFileOptions): Change[] {
  const slots = Array.from({ length: problem.days.length * problem.hours.length }, (_, slot) => slot);
  return [
    ...options.absentTeachers.map((text) => absenceOf(problem, text, slots)),
    ...options.lostRooms.map(
      (name): Change => ({
        kind: "roomLost",
        room: known(
          problem.rooms.findIndex((room) => room.name === name),
          name,
        ),
        slots,
      }),
    ),
  ];
}

/** Names may hold colons themselves: the longest that is a teacher's is meant. */
function absenceOf(problem: Problem, text: string, week: readonly number[]): Change {
  const parts = text.split(":");
  const hours = problem.hours.length;
  for (let length = parts.length; length > 0; length--) {
    const name = parts.slice(0, length).join(":");
    const teacher = problem.teachers.findIndex((one) => one.name === name);
    if (teacher < 0) continue;
    const [dayName, ...hourParts] = parts.slice(length);
    if (dayName === undefined) return { kind: "teacherAbsent", teacher, slots: week };
    const day = known(problem.days.indexOf(dayName), dayName);
    if (hourParts.length === 0) {
      return { kind: "teacherAbsent", teacher, slots: week.slice(day * hours, (day + 1) * hours) };
    }
    const hourName = hourParts.join(":");
    return {
      kind: "teacherAbsent",
      teacher,
      slots: [day * hours + known(problem.hours.indexOf(hourName), hourName)],
    };
  }
  return { kind: "teacherAbsent", teacher: known(-1, text), slots: [] };
}

function known(index: number, name: string): number {
  if (index < 0) throw new AppError("INVALID", "timetable.name_unknown", { name });
  return index;
}

function named(problem: Problem, { activity, from, to }: Move): ResolveSummary["moves"][number] {
  const place = ({ slot, room }: Move["from"]): PlaceNames =>
    slot < 0
      ? null
      : {
          day: problem.days[Math.floor(slot / problem.hours.length)] ?? "",
          hour: problem.hours[slot % problem.hours.length] ?? "",
          room: problem.rooms[room]?.name ?? "",
        };
  return {
    id: problem.activities[activity]?.id ?? "",
    lesson: lessonName(problem, activity),
    from: place(from),
    to: place(to),
  };
}
