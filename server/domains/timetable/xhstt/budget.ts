/** What a thread may use; times in milliseconds since 1970, CPU of the whole process in seconds. */
export type Budget = {
  readonly until: number;
  readonly cpuSeconds: number | null;
  readonly iterations: number | null;
};

/** The clock and the CPU used so far. */
type Reading = { readonly now: number; readonly cpu: number };

/**
 * How much of the budget is used, from 0 to 1, by the clock or the CPU, whichever is nearer its end: what the search
 * cools by. With a number of moves the two only end it: how far it is says the number of moves done, so that the result
 * does not depend on the machine's pace.
 */
export function usedShare(
  { until, cpuSeconds, iterations }: Budget,
  began: Reading,
  { now, cpu }: Reading,
): number {
  const ofTime = (now - began.now) / Math.max(1, until - began.now);
  const ofCpu = cpuSeconds === null ? 0 : (cpu - began.cpu) / Math.max(0.001, cpuSeconds - began.cpu);
  const used = Math.min(1, Math.max(ofTime, ofCpu));
  return iterations === null || used >= 1 ? used : 0;
}
