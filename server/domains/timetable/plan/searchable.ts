import { invalid } from "../../../core/errors.ts";
import { MAX_HOURS } from "../solver/search/bits.ts";

/**
 * Refuses a week that the engine cannot search before anything is started: it keeps a day's periods in the bits of one
 * number. Throws INVALID `timetable.day_too_long`.
 */
export function assertSearchable(periods: number): void {
  if (periods > MAX_HOURS) throw invalid("timetable.day_too_long", { periods, most: MAX_HOURS });
}
