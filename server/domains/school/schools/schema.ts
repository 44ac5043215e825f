import * as z from "zod";
import { longText, nameText, rowBase, shortText } from "../schema.ts";
import { timetableModes } from "../words/schema.ts";

export const schoolFields = z.object({
  name: nameText,
  /** Part of addresses inside the house; lower case letters, digits and hyphens. */
  slug: z
    .string()
    .trim()
    .max(40, "tooLong")
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "slug"),
  shortName: shortText,
  timeZone: z.string().refine(isTimeZone, "timeZone"),
  locale: z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/, "locale"),
  /** ISO: 1 is Monday, 7 is Sunday. */
  firstWeekday: z.int().min(1, "outOfRange").max(7, "outOfRange"),
  /** Degrees of the colour circle; lightness is the design's, so contrast always holds. */
  accentHue: z.int().min(0, "outOfRange").max(359, "outOfRange"),
  timetableMode: z.enum(timetableModes),
  /** Mode terms only: days of the cycle that make a term. */
  daysPerTerm: z.int().min(1, "outOfRange").max(366, "outOfRange").nullable(),
  comments: longText,
});
export const schoolUpdate = schoolFields.partial();
export const schoolCreate = schoolUpdate.required({ name: true, slug: true });
/** Founding a school; `like` names one whose week, years, terms and subjects it starts with. */
export const foundInput = z.object({ values: schoolCreate, like: z.uuid().nullish() });
export const schoolRow = rowBase.extend(schoolFields.shape).extend({
  /** Whether the viewer may change the structure, the rules and the settings of this school. */
  mayEdit: z.boolean(),
  mayConfigure: z.boolean(),
});
export const updateSchoolInput = z.object({ schoolId: z.uuid(), version: z.int(), values: schoolUpdate });
export type SchoolRow = z.infer<typeof schoolRow>;

/** Zones found before: asking Intl costs as much as the rest of a request. There are a few hundred. */
const knownZones = new Set<string>();

/** Whether the name is one of the IANA time zone database that this machine knows. */
export function isTimeZone(name: string): boolean {
  if (knownZones.has(name)) return true;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    knownZones.add(name);
    return true;
  } catch {
    return false;
  }
}
