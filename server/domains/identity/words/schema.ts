/** What forms and filters offer. Apart from schema.ts, so that a page that lists roles does not load the validator. */

/** Roles a person holds, in the order in which lists show them. */
export const roleNames = ["pupil", "guardian", "teacher", "timetabler", "school_admin"] as const;

export const personStatuses = ["invited", "active", "deactivated"] as const;

/** Characters. */
export const shortestPassword = 10;
