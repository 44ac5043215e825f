import type { Constraint } from "../../constraint-types.ts";
import type { Activity, Mode, Problem, Room, Solution } from "../../model.ts";
import { layOut } from "../board.ts";
import { judge } from "../judge.ts";
import { countViolations, type Violation } from "../violation.ts";

/** An activity of a scene: [day, hour], or null while unplaced; the rest has small defaults. */
export type Lesson = Partial<Omit<Activity, "id">> & {
  readonly at: readonly [number, number] | null;
  readonly room?: number;
  readonly realRooms?: readonly number[];
};

export type Scene = {
  readonly mode?: Mode;
  readonly days?: number;
  readonly hours?: number;
  readonly daysPerTerm?: number;
  readonly lessons: readonly Lesson[];
  readonly rooms?: readonly Partial<Room>[];
  readonly maxMixedRealDays?: number | null;
  /** Further constraints of the problem, e.g. breaks, that change what the judged one means. */
  readonly with?: readonly Body[];
};

type WithoutOrigin<C> = C extends Constraint ? Omit<C, "weight" | "source"> : never;
/** A constraint but for weight and source. */
export type Body = WithoutOrigin<Constraint>;

/** A full constraint from its body. */
export function ofWeight(weight: number, body: Body): Constraint {
  return { ...body, weight, source: { type: body.kind, index: 0, line: null, id: null } };
}

const names = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`);

/** A week of 5 days and 6 hours with three teachers and three subgroups, unless the scene says otherwise. */
export function stage(scene: Scene): { problem: Problem; solution: Solution } {
  const { mode = "official", days = 5, hours = 6, lessons, rooms = [], maxMixedRealDays = null } = scene;
  const problem: Problem = {
    name: "scene",
    mode,
    days: names("D", days),
    hours: names("H", hours),
    daysPerTerm: scene.daysPerTerm ?? days,
    teachers: names("T", 3).map((name) => ({ name, maxMixedRealDays })),
    subgroups: names("s", 3).map((name) => ({ name })),
    studentsSets: [],
    subjects: ["S"],
    tags: names("tag", 3),
    buildings: names("B", 2),
    rooms: rooms.map((room, index) => ({
      name: `R${index}`,
      capacity: 30,
      building: -1,
      realRoomSets: null,
      ...room,
    })),
    activities: lessons.map(({ at: _at, room: _room, realRooms: _realRooms, ...given }, index) => ({
      id: String(index + 1),
      duration: 1,
      teachers: [],
      subgroups: [],
      studentsSets: [],
      subject: 0,
      tags: [],
      students: 0,
      component: 1,
      splitGroup: "",
      ...given,
    })),
    constraints: (scene.with ?? []).map((body) => ofWeight(100, body)),
  };
  const solution: Solution = {
    slot: Int32Array.from(lessons, ({ at }) => (at ? at[0] * hours + at[1] : -1)),
    room: Int32Array.from(lessons, ({ room }) => room ?? -1),
    realRooms: lessons.map(({ realRooms }) => realRooms ?? null),
  };
  return { problem, solution };
}

/** The violations of one constraint in a scene. */
export function violationsIn(scene: Scene, body: Body): Violation[] {
  const { problem, solution } = stage(scene);
  return judge(layOut(problem, solution), ofWeight(100, body));
}

/** How many violations one constraint counts in a scene. */
export function countIn(scene: Scene, body: Body): number {
  return countViolations(violationsIn(scene, body));
}

/** One teacher's (subgroup's) lessons of one hour at the given places. */
export const lessonsOf = (
  person: { teachers: number[] } | { subgroups: number[] },
  ...places: [number, number][]
) => places.map((at): Lesson => ({ at, ...person }));

/** Teacher 0 and subgroup 0, as people of a constraint. */
export const teacher0 = { of: "teachers", ids: [0] } as const;
export const subgroup0 = { of: "subgroups", ids: [0] } as const;
