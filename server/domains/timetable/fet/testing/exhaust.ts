import { type Evaluation, evaluate } from "../../solver/evaluate.ts";
import { emptySolution, type Problem, type Solution } from "../../solver/model.ts";

type Choice = { readonly slot: number; readonly room: number; readonly realRooms: readonly number[] | null };

/**
 * The valid solution of a tiny problem with the least soft cost, found by trying every combination of times and
 * rooms that the constraints of 100 % on single activities leave open; null when there is none, undefined when
 * there are more than `limit` combinations.
 */
export function bestByExhaustion(problem: Problem, limit = 60_000): Evaluation | null | undefined {
  const choices = problem.activities.map((_, index) => choicesOf(problem, index));
  const combinations = choices.reduce((product, { length }) => product * length, 1);
  if (combinations > limit) return undefined;
  const solution = emptySolution(problem);
  let best: Evaluation | null = null;
  for (let number = 0; number < combinations; number++) {
    take(choices, number, solution);
    const evaluation = evaluate(problem, solution);
    if (evaluation.hard === 0 && (!best || evaluation.soft < best.soft)) best = evaluation;
  }
  return best;
}

function take(choices: readonly (readonly Choice[])[], number: number, solution: Solution): void {
  let rest = number;
  choices.forEach((options, index) => {
    const choice = options[rest % options.length];
    rest = Math.floor(rest / options.length);
    if (!choice) return;
    solution.slot[index] = choice.slot;
    solution.room[index] = choice.room;
    solution.realRooms[index] = choice.realRooms;
  });
}

function choicesOf(problem: Problem, index: number): Choice[] {
  const slots = startsOf(problem, index);
  const rooms = roomsOf(problem, index);
  return slots.flatMap((slot) =>
    rooms.flatMap((room) => realRoomsOf(problem, room).map((realRooms) => ({ slot, room, realRooms }))),
  );
}

function startsOf(problem: Problem, index: number): number[] {
  const hours = problem.hours.length;
  const latest = hours - (problem.activities[index]?.duration ?? 1);
  const all = Array.from({ length: problem.days.length * hours }, (_, slot) => slot);
  const locks = problem.constraints.filter(
    (constraint) =>
      constraint.kind === "preferredStartingTimes" &&
      constraint.weight >= 100 &&
      constraint.activities.includes(index),
  );
  return all.filter(
    (slot) =>
      slot % hours <= latest &&
      locks.every((lock) => lock.kind === "preferredStartingTimes" && lock.slots.includes(slot)),
  );
}

/** The rooms that any constraint offers, and none. */
function roomsOf(problem: Problem, index: number): number[] {
  const offered = problem.constraints.flatMap((constraint) =>
    (constraint.kind === "preferredRooms" || constraint.kind === "homeRooms") &&
    constraint.activities.includes(index)
      ? constraint.rooms
      : [],
  );
  return [-1, ...new Set(offered)];
}

function realRoomsOf(problem: Problem, room: number): (readonly number[] | null)[] {
  const sets = problem.rooms[room]?.realRoomSets;
  if (!sets) return [null];
  return sets.reduce<number[][]>(
    (chosen, set) => chosen.flatMap((rooms) => set.map((room) => [...rooms, room])),
    [[]],
  );
}
