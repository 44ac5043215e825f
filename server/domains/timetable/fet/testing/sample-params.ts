import { specOf } from "../catalogue/catalogue.ts";
import type { Entity, Field } from "../catalogue/fields.ts";
import type { Params, ParamValue } from "../document.ts";

/** Names of the small document (see small-file.ts). */
const names: Record<Entity, string> = {
  teacher: "T",
  students: "Y",
  subject: "Maths",
  tag: "Lab",
  room: "R",
};

const shapes: Record<Exclude<Field["shape"], "name" | "names">, ParamValue> = {
  integer: 1,
  flag: true,
  activity: 1,
  activities: [1, 2],
  activitySet: [2, 1],
  day: "Mon",
  hour: "8",
  slots: [
    { day: "Mon", hour: "8" },
    { day: "Tue", hour: "9" },
  ],
};

function sample({ shape, of }: Field): ParamValue {
  if (shape === "name") return names[of ?? "subject"];
  return shape === "names" ? [names[of ?? "room"]] : shapes[shape];
}

/** A value for every parameter of a constraint type, all of which exist in the small document. */
export function sampleParams(type: string): Params {
  return Object.fromEntries(specOf(type).fields.map((field) => [field.key, sample(field)]));
}
