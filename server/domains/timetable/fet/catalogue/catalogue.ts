import { activitiesSpecs } from "./activities.ts";
import { daysSpecs } from "./days.ts";
import { gapsSpecs } from "./gaps.ts";
import { hoursSpecs } from "./hours.ts";
import { roomsSpecs } from "./rooms.ts";
import type { ConstraintSpec } from "./spec.ts";

/** Every constraint type of FET 6.8.5, by type name without the prefix `Constraint`. */
export const catalogue: ReadonlyMap<string, ConstraintSpec> = new Map(
  [...activitiesSpecs, ...hoursSpecs, ...gapsSpecs, ...daysSpecs, ...roomsSpecs].map((entry) => [
    entry.type,
    entry,
  ]),
);

/** The entry of a type that is known to be in the catalogue. */
export function specOf(type: string): ConstraintSpec {
  const entry = catalogue.get(type);
  if (!entry) throw new RangeError(`constraint type ${type} is not in the catalogue`);
  return entry;
}
