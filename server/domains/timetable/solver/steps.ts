/**
 * Work that hands back control every few milliseconds without an end: whoever asks for the next step may do something
 * else meanwhile, or ask no more. What comes of it does not depend on that.
 */
export type Steps<Result> = Generator<undefined, Result, undefined>;

export function doAll<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
