import type { TenantDb } from "../../../core/db/database.ts";
import { sql } from "../../../core/db/sql.ts";
import { createPeople, linkGuardians, type NewPerson } from "../../identity/service.ts";
import type { DemoSchool } from "./builder.ts";
import { makePrimary } from "./primary.ts";
import { makeSecondary } from "./secondary.ts";
import { storeLinksToPeople, storeSchool } from "./store.ts";

/** The two demo houses, by the slug of their tenant. */
export const demoHouses = [
  { slug: "north", name: "Northfield Secondary School", seed: 2026, make: makeSecondary },
  { slug: "maple", name: "Maple Primary School", seed: 2027, make: makePrimary },
] as const;
export type DemoHouse = (typeof demoHouses)[number];

/** One password for all demo sign-ins; a demo is not a secret. */
export const demoPassword = "welcome-to-atrium";

export type DemoSignIn = {
  role: "school_admin" | "timetabler" | "teacher" | "pupil" | "guardian";
  name: string;
  email: string;
};
export type DemoReport = {
  schoolId: string;
  /** Whether this call made the school; false when it was there. */
  made: boolean;
  counts: { classes: number; teachers: number; pupils: number; lessons: number; rules: number };
  signIns: DemoSignIn[];
};

/**
 * Fills a house with its demo school, its people and their sign-ins, in the caller's transaction; does nothing when the
 * school is already there. The actor must be the system. `today` (ISO date) decides the school year.
 */
export async function fillDemoHouse(db: TenantDb, house: DemoHouse, today: string): Promise<DemoReport> {
  const school = house.make(house.seed, today);
  const report = {
    schoolId: school.id,
    counts: {
      classes: school.sets.filter((set) => set.kind === "group" && /^\d+[A-Z]$/.test(set.name)).length,
      teachers: school.teachers.length,
      pupils: school.pupils.length,
      lessons: school.lessons.length,
      rules: school.rules.length,
    },
    signIns: signInsOf(school),
  };
  const found = await db.one<{ id: string }>(
    sql`select id from schools where id = ${school.id} or slug = ${school.slug}`,
  );
  if (found) return { ...report, schoolId: found.id, made: false };
  await storeSchool(db, school);
  await storePeople(db, school);
  return { ...report, made: true };
}

/** Who may sign in, one of each role: the office, the planner, the first teacher, pupil and guardian. */
function signInsOf(school: DemoSchool): DemoSignIn[] {
  const [teacher, pupil] = [school.teachers[0], school.pupils[0]];
  const guardian = pupil && school.guardians[pupil.guardian];
  if (!teacher || !guardian) throw new RangeError("A demo school needs a teacher and a pupil");
  const at = (local: string) => `${local}@${school.slug}.example`;
  return [
    { role: "school_admin", name: "Robin Hale", email: at("office") },
    { role: "timetabler", name: "Sam Ferreira", email: at("planner") },
    { role: "teacher", name: teacher.name, email: teacher.email },
    { role: "pupil", name: pupil.name, email: pupil.email },
    { role: "guardian", name: guardian.name, email: guardian.email },
  ];
}

async function storePeople(db: TenantDb, school: DemoSchool): Promise<void> {
  const allowed = new Set(signInsOf(school).map((one) => one.email));
  const person = (one: { name: string; email: string }, role: DemoSignIn["role"]): NewPerson => ({
    name: one.name,
    email: one.email,
    ...(allowed.has(one.email) ? { password: demoPassword } : {}),
    memberships: [{ role, schoolId: role === "school_admin" ? null : school.id }],
  });
  const staff = signInsOf(school).filter((one) => one.role === "school_admin" || one.role === "timetabler");
  const everyone = [
    ...staff.map((one) => person(one, one.role)),
    ...school.teachers.map((one) => person(one, "teacher")),
    ...school.pupils.map((one) => person(one, "pupil")),
    ...school.guardians.map((one) => person(one, "guardian")),
  ];
  const ids = await createPeople(db, everyone);
  const slice = (from: number, count: number) => ids.slice(from, from + count);
  const teacherIds = slice(staff.length, school.teachers.length);
  const pupilIds = slice(staff.length + teacherIds.length, school.pupils.length);
  const guardianIds = ids.slice(staff.length + teacherIds.length + pupilIds.length);
  const idAt = (list: readonly string[], index: number) => list[index] ?? "";
  await linkGuardians(
    db,
    school.pupils.map((pupil, index) => ({
      guardianId: idAt(guardianIds, pupil.guardian),
      pupilId: idAt(pupilIds, index),
    })),
  );
  await storeLinksToPeople(
    db,
    school.id,
    school.teachers.map((teacher, index) => ({ id: teacher.id, personId: idAt(teacherIds, index) })),
    school.pupils.flatMap((pupil, index) =>
      pupil.setIds.map((set_id) => ({ set_id, person_id: idAt(pupilIds, index) })),
    ),
  );
}
