import type { ActivityEntry, ConstraintEntry, FetDocument, Params } from "../fet/document.ts";
import { writeFet } from "../fet/write.ts";

/** Lessons a class has in a week, by subject: 30 of 35 periods. */
const lessons: Readonly<Record<string, number>> = {
  Maths: 5,
  Language: 5,
  English: 4,
  Science: 4,
  History: 3,
  PE: 3,
  Geography: 2,
  Art: 2,
  Music: 1,
  IT: 1,
};
/** What a teacher gives at most in a week. */
const load = 20;
const days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];
const hours = Array.from({ length: 7 }, (_, hour) => `P${hour + 1}`);

const named = (name: string) => ({ name, comments: "" });
const constraint = (type: string, params: Params = {}, weight = 100): ConstraintEntry => ({
  type,
  weight,
  active: true,
  params,
  comments: "",
  id: null,
  line: null,
});

/** Numbers in [0, 1), the same for a seed. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * A .fet file of a school as large as wanted: 30 single lessons for each class (180 classes make 5,400), teachers of
 * one subject with up to 20 lessons and half a day off, sports in few gyms, everything else in the class's own
 * room; no gaps for classes, few for teachers, lessons of a subject on different days.
 */
export function manyLessons(given: { readonly classes: number; readonly seed: number }): string {
  const random = randomFrom(given.seed);
  const classes = Array.from({ length: given.classes }, (_, index) => `C${index + 1}`);
  const teachers = new Map<string, string[]>();
  const activities = Object.entries(lessons).flatMap(([subject, count]) => {
    const classesEach = Math.floor(load / count);
    const staff = Array.from(
      { length: Math.ceil(classes.length / classesEach) },
      (_, index) => `${subject} ${index + 1}`,
    );
    teachers.set(subject, staff);
    return classes.flatMap((name, index) => split(name, subject, count, staff[index % staff.length] ?? ""));
  });
  const numbered = activities.map((activity, index) => ({ ...activity, id: index + 1 }));
  const grouped = withGroups(numbered);
  const gyms = Array.from({ length: Math.ceil((classes.length * 3) / 28) }, (_, index) => `Gym ${index + 1}`);
  const document: FetDocument = {
    name: `${classes.length} classes`,
    comments: "",
    mode: "official",
    terms: null,
    days,
    hours,
    subjects: Object.keys(lessons).map(named),
    tags: [],
    teachers: [...teachers.values()].flat().map((name) => ({
      ...named(name),
      targetHours: 0,
      qualifiedSubjects: [],
      maxMixedRealDays: null,
    })),
    years: classes.map((name) => ({ ...named(name), students: 25, groups: [] })),
    buildings: [],
    rooms: [...classes.map((name) => `Room of ${name}`), ...gyms].map((name) => ({
      ...named(name),
      building: "",
      capacity: 30,
      realRoomSets: null,
    })),
    activities: grouped,
    constraints: [
      constraint("BasicCompulsoryTime"),
      constraint("BasicCompulsorySpace"),
      constraint("StudentsMaxGapsPerWeek", { maxGaps: 0 }),
      constraint("StudentsEarlyMaxBeginningsAtSecondHour", { maxBeginnings: 0 }),
      constraint("TeachersMaxGapsPerWeek", { maxGaps: 5 }),
      ...[...teachers.values()].flat().map((teacher) => halfDayOff(teacher, random)),
      ...spread(grouped),
      ...classes.map((name) =>
        constraint("StudentsSetHomeRoom", { students: name, room: `Room of ${name}` }),
      ),
      constraint("SubjectPreferredRooms", { subject: "PE", rooms: gyms }),
    ],
  };
  return writeFet(document);
}

function split(students: string, subject: string, count: number, teacher: string): ActivityEntry[] {
  return Array.from({ length: count }, () => ({
    id: 0,
    groupId: 0,
    teachers: [teacher],
    subject,
    tags: [],
    students: [students],
    duration: 1,
    totalDuration: count,
    active: true,
    studentCount: null,
    comments: "",
    line: null,
  }));
}

/** The lessons of a class in a subject are the parts of one split activity, known by its first. */
function withGroups(activities: readonly ActivityEntry[]): ActivityEntry[] {
  const first = new Map<string, number>();
  return activities.map((activity) => {
    const key = `${activity.students[0]} ${activity.subject}`;
    if (!first.has(key)) first.set(key, activity.id);
    return { ...activity, groupId: activity.totalDuration > 1 ? (first.get(key) ?? 0) : 0 };
  });
}

function spread(activities: readonly ActivityEntry[]): ConstraintEntry[] {
  const groups = Map.groupBy(
    activities.filter(({ groupId }) => groupId > 0),
    ({ groupId }) => groupId,
  );
  return [...groups.values()].map((parts) =>
    constraint(
      "MinDaysBetweenActivities",
      { activities: parts.map(({ id }) => id), minDays: 1, consecutiveIfSameDay: true },
      95,
    ),
  );
}

function halfDayOff(teacher: string, random: () => number): ConstraintEntry {
  const day = days[Math.floor(random() * days.length)] ?? "";
  const off = random() < 0.5 ? hours.slice(0, 3) : hours.slice(4);
  return constraint("TeacherNotAvailableTimes", { teacher, slots: off.map((hour) => ({ day, hour })) });
}
