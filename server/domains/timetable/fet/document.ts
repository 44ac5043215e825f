import type { Mode } from "../solver/model.ts";

/**
 * A school's timetabling data as the file format speaks of it: by name, nothing computed. Every list is a table in
 * the product, so a document can be put together again from stored rows and written, or turned into a `Problem`.
 * `line` is the place in the file the thing was read from, null otherwise.
 */
export type FetDocument = {
  readonly name: string;
  readonly comments: string;
  readonly mode: Mode;
  /** Terms mode only: `count · daysPerTerm` is the number of days. */
  readonly terms: { readonly count: number; readonly daysPerTerm: number } | null;
  readonly days: readonly string[];
  readonly hours: readonly string[];
  readonly subjects: readonly Named[];
  readonly tags: readonly Named[];
  readonly teachers: readonly TeacherEntry[];
  readonly years: readonly YearEntry[];
  readonly buildings: readonly Named[];
  readonly rooms: readonly RoomEntry[];
  readonly activities: readonly ActivityEntry[];
  readonly constraints: readonly ConstraintEntry[];
};

export type Named = { readonly name: string; readonly comments: string };

export type TeacherEntry = Named & {
  /** Informative. */
  readonly targetHours: number;
  /** Informative: subject names. */
  readonly qualifiedSubjects: readonly string[];
  /** Mornings-afternoons mode: real days that may have both halves; null = unrestricted. */
  readonly maxMixedRealDays: number | null;
};

/** Years hold groups, groups hold subgroups; one name under several parents is one set, which is how sets overlap. */
export type YearEntry = Named & {
  readonly students: number;
  readonly groups: readonly GroupEntry[];
};
export type GroupEntry = Named & {
  readonly students: number;
  readonly subgroups: readonly SubgroupEntry[];
};
export type SubgroupEntry = Named & { readonly students: number };

export type RoomEntry = Named & {
  /** Building name, or "". */
  readonly building: string;
  readonly capacity: number;
  /** null for a real room; for a virtual one the names of real rooms in each set. */
  readonly realRoomSets: readonly (readonly string[])[] | null;
};

export type ActivityEntry = {
  /** Positive, unique in the file. */
  readonly id: number;
  /** Id of the first part of a split activity, or 0. */
  readonly groupId: number;
  readonly teachers: readonly string[];
  readonly subject: string;
  readonly tags: readonly string[];
  /** Names of years, groups or subgroups. */
  readonly students: readonly string[];
  readonly duration: number;
  /** Sum of the durations of all parts. */
  readonly totalDuration: number;
  readonly active: boolean;
  /** Given number of students, or null to add up the sets. */
  readonly studentCount: number | null;
  readonly comments: string;
  readonly line: number | null;
};

export type SlotName = { readonly day: string; readonly hour: string };

export type ParamValue =
  | string
  | number
  | boolean
  | null
  | readonly string[]
  | readonly number[]
  | readonly SlotName[];

/** Parameters by the keys that `catalogue/` gives for the type. Plain JSON. */
export type Params = Readonly<Record<string, ParamValue>>;

export type ConstraintEntry = {
  /** Type name of the format without the prefix `Constraint`; always one of the catalogue. */
  readonly type: string;
  /** 0 … 100, six decimals. */
  readonly weight: number;
  readonly active: boolean;
  readonly params: Params;
  readonly comments: string;
  /** Database id where the document was put together from one. */
  readonly id: string | null;
  readonly line: number | null;
};
