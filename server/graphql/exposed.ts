/**
 * What GraphQL shows: these tables and nothing else. A table that is added to the house stays hidden until it is named
 * here; row policies decide which rows, as everywhere.
 */
export const exposedTables = new Set([
  "schools",
  "academic_years",
  "terms",
  "days",
  "periods",
  "subjects",
  "tags",
  "teachers",
  "teacher_subjects",
  "student_sets",
  "student_set_members",
  "enrolments",
  "buildings",
  "rooms",
  "room_real_sets",
  "lessons",
  "lesson_teachers",
  "lesson_sets",
  "lesson_tags",
  "rules",
  "timetables",
  "placements",
  "people",
  "memberships",
  "guardianships",
  "runs",
]);

/** Columns of exposed tables that stay inside; comments and loads are for staff, who read them through tRPC. */
export const hiddenColumns = /hash|secret|token|password|comments|target_hours/;
