import type { DayUnit } from "../../constraint-types.ts";
import type { Facts } from "../facts.ts";

/** What a rule calls one day, with its slots in order of time. */
export type Stretch = { readonly slots: readonly number[] };

/** The stretches of the week for a unit, as the judge reads it (`constraints/board.ts`). */
export function stretchesOf({ problem, hours }: Facts, unit: DayUnit): Stretch[] {
  const halves = problem.mode === "mornings-afternoons";
  const slotsOf = (days: readonly number[]) =>
    days
      .filter((day) => day < problem.days.length)
      .flatMap((day) => Array.from({ length: hours }, (_, hour) => day * hours + hour));
  return problem.days.flatMap((_, day): Stretch[] => {
    if (unit === "day" || (unit === "realDay" && !halves)) return [{ slots: slotsOf([day]) }];
    if (unit === "realDay") return day % 2 === 0 ? [{ slots: slotsOf([day, day + 1]) }] : [];
    return halves && unit === (day % 2 === 0 ? "morning" : "afternoon") ? [{ slots: slotsOf([day]) }] : [];
  });
}
