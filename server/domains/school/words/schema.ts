/** What forms offer. Apart from the schemas, so that a page that lists kinds does not load the validator. */

export const setKinds = ["year", "group", "subgroup"] as const;

/** FET's four ways of running a school. */
export const timetableModes = ["official", "mornings-afternoons", "block-planning", "terms"] as const;

/** On how many days a teacher may have lessons in the morning and in the afternoon (mode mornings-afternoons). */
export const behaviors = [
  "unrestricted",
  "exclusive",
  "one-day",
  "two-days",
  "three-days",
  "four-days",
  "five-days",
] as const;

/** Steps towards a timetable in the order in which they are best done. */
export const steps = ["week", "subjects", "teachers", "sets", "rooms", "lessons", "rules"] as const;
