import type { ActivityEntry, ConstraintEntry, FetDocument, Params } from "../document.ts";

/** A constraint of 100 %, active, from nowhere. */
export function constraint(type: string, params: Params = {}, weight = 100): ConstraintEntry {
  return { type, weight, active: true, params, comments: "", id: null, line: null };
}

/** An activity of one hour by teacher T for year Y. */
export function activity(id: number, given: Partial<ActivityEntry> = {}): ActivityEntry {
  return {
    id,
    groupId: 0,
    teachers: ["T"],
    subject: "Maths",
    tags: [],
    students: ["Y"],
    duration: 1,
    totalDuration: given.duration ?? 1,
    active: true,
    studentCount: null,
    comments: "",
    line: null,
    ...given,
  };
}

const named = (name: string) => ({ name, comments: "" });

/** Two days of three hours, teachers T and U, years Y (groups A and B sharing a subgroup) and Z, rooms R and S. */
export function smallDocument(given: Partial<FetDocument> = {}): FetDocument {
  const subgroup = (name: string) => ({ ...named(name), students: 5 });
  return {
    name: "Small & fine",
    comments: "",
    mode: "official",
    terms: null,
    days: ["Mon", "Tue"],
    hours: ["8", "9", "10"],
    subjects: [named("Maths"), named("Art")],
    tags: [named("Lab")],
    teachers: ["T", "U"].map((name) => ({
      ...named(name),
      targetHours: 0,
      qualifiedSubjects: [],
      maxMixedRealDays: null,
    })),
    years: [
      {
        ...named("Y"),
        students: 15,
        groups: [
          { ...named("A"), students: 10, subgroups: [subgroup("a"), subgroup("ab")] },
          { ...named("B"), students: 10, subgroups: [subgroup("ab"), subgroup("b")] },
        ],
      },
      { ...named("Z"), students: 20, groups: [] },
    ],
    buildings: [named("Main")],
    rooms: ["R", "S"].map((name) => ({ ...named(name), building: "Main", capacity: 30, realRoomSets: null })),
    activities: [activity(1), activity(2)],
    ...given,
    constraints: [
      constraint("BasicCompulsoryTime"),
      constraint("BasicCompulsorySpace"),
      ...(given.constraints ?? []),
    ],
  };
}
