import type { Instance, Meet, Solution } from "./model.ts";

/** A solution laid out: who is where when. */
export type Board = {
  readonly instance: Instance;
  readonly meets: readonly Meet[];
  /** Meets by event. */
  readonly meetsOf: readonly (readonly Meet[])[];
  /** `resource * times + time`: how many event resources the resource fills then. */
  readonly busy: Int32Array;
  readonly timeCount: number;
};

export function layOut(instance: Instance, solution: Pick<Solution, "meets">): Board {
  const timeCount = instance.times.length;
  const busy = new Int32Array(instance.resources.length * timeCount);
  const meetsOf = instance.events.map((): Meet[] => []);
  for (const meet of solution.meets) {
    meetsOf[meet.event]?.push(meet);
    if (meet.time < 0) continue;
    for (const resource of meet.resources) {
      if (resource < 0) continue;
      const from = resource * timeCount + meet.time;
      for (let at = from; at < from + meet.duration; at++) busy[at] = (busy[at] ?? 0) + 1;
    }
  }
  return { instance, meets: solution.meets, meetsOf, busy, timeCount };
}

export const busyAt = ({ busy, timeCount }: Board, resource: number, time: number): number =>
  busy[resource * timeCount + time] ?? 0;
