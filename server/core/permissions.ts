import type { Membership, Role } from "./auth.ts";

const everyone = ["pupil", "guardian", "teacher", "timetabler", "school_admin"] as const;
const staff = ["teacher", "timetabler", "school_admin"] as const;
const planners = ["timetabler", "school_admin"] as const;
const office = ["school_admin"] as const;

/**
 * Who may do what. One row is one permission; its name is also the audit entry and the log line of what it guards.
 * Procedures declare the permission they need; row policies ask the same table through `schools_where(permission)`,
 * because every migration writes it into the database as `shared.role_permissions`.
 */
export const permissions = {
  "account.use": everyone, //          own profile, own sessions, own notifications
  "school.read": everyone, //          names of schools, classes, subjects, rooms, teachers, the week grid
  "school.records": staff, //          whole records of teachers and lessons, with loads and comments
  "school.edit": planners, //          years, week grid, subjects, teachers, sets, rooms, lessons, rules
  "school.settings": office, //        name, locale, time zone, accent, new schools of the tenant
  "school.rules": planners, //         read and edit the constraints of the timetable
  "people.read": staff, //             the directory of persons and their roles
  "people.manage": office, //          invite, change roles, deactivate
  "timetable.read": everyone, //       the published timetable
  "timetable.plan": planners, //       drafts, generation, moving lessons
  "timetable.publish": planners, //    swap the whole school's timetable
  "timetable.import": planners, //     .fet files into the school
  "jobs.watch": planners, //           progress of long work, cancel
  "audit.read": office, //             who did what
  "orders.read": office, //            orders, customers, stores, figures
  "orders.edit": office, //            status, tracking and notes of orders, shared views
  "orders.configure": office, //       stores and their secrets, shipping rules, failures and replay
  "courses.read": everyone, //         names and dates of courses
  "courses.manage": office, //         courses, who takes part, purchases that wait for the office
  "mailbox.read": office, //           the in-app mailbox where no mail service is set
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissions;

/** Whether one of the memberships grants the permission, in the named school or (without one) in any. */
export function may(memberships: readonly Membership[], permission: Permission, schoolId?: string): boolean {
  const granting: readonly Role[] = permissions[permission];
  return memberships.some(
    (one) =>
      granting.includes(one.role) &&
      (schoolId === undefined || one.schoolId === null || one.schoolId === schoolId),
  );
}

/** Every permission the memberships grant somewhere: what the navigation shows. */
export const permissionsOf = (memberships: readonly Membership[]): Permission[] =>
  (Object.keys(permissions) as Permission[]).filter((permission) => may(memberships, permission));
