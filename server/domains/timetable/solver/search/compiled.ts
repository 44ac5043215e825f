/**
 * The shape that the search works on: integer indices, flat typed arrays, and lists in compressed rows
 * (`start[i] … start[i + 1]` delimit row i in the list). Nothing here changes while searching.
 *
 * A slot is `day * hours + hour`. An *entity* is anything whose week is a pattern of taken periods:
 * a teacher, a group of pupils that always move together, a set of activities that may not overlap,
 * or the tagged lessons of one of these.
 */

/** A limit on one entity's week; `kind` says what `a` and `b` mean (profile-rules.ts). */
export interface Rule {
  readonly kind: number;
  readonly entity: number;
  /** Half-days or hours that the rule looks at, as a mask; all bits when it looks at all. */
  readonly mask: number;
  readonly a: number;
  readonly b: number;
  /** Cost of one violation; Infinity for a hard rule. */
  readonly cost: number;
  readonly need: WeekNeed | null;
  readonly realNeed: RealDayNeed | null;
}

/** What an entity's whole week needs: see `weekNeedExcess`. */
export interface WeekNeed {
  /** Per (half-)day: fewest lessons on a day that has any. */
  readonly least: Int32Array;
  /** Per (half-)day: 1 when an empty day must be filled too. */
  readonly fillEmpty: Uint8Array;
  /** Per (half-)day: 1 when lessons must begin early. */
  readonly early: Uint8Array;
  /** Days that may begin at the second period; per week. */
  readonly lateBeginnings: number;
  /** Per (half-)day: most gaps. */
  readonly gapsPerDay: Int32Array;
  readonly gapsPerWeek: number;
}

/** Hard rules as tables over day patterns, for days that are short enough (rule-tables.ts). */
export interface WeekTables {
  /** Per entity: where the excess of its day patterns begins in `excess`; -1 without such limits. */
  readonly dayAt: Int32Array;
  readonly excess: Uint8Array;
  /** [entity * days + day] where its two words per day pattern begin in `words`; -1 without a week need. */
  readonly needAt: Int32Array;
  readonly words: Int32Array;
  /** Per entity: the need's late beginnings and gaps per week. */
  readonly late: Int32Array;
  readonly gaps: Int32Array;
}

/** Limits on the real days of a mornings-and-afternoons school: see `realDayNeedExcess`. */
export interface RealDayNeed {
  readonly gapsPerDay: number;
  /** One real day of the week may have one gap more. */
  readonly oneDayMore: boolean;
  readonly gapsPerWeek: number;
  /** Gaps of the morning plus gaps of the afternoon, the time between them not counting. */
  readonly gapsInHalves: number;
  readonly least: number;
  readonly fillEmpty: boolean;
}

/** A limit on how an entity changes rooms or buildings; `kind` says what `a` means (place-rules.ts). */
export interface PlaceRule {
  readonly kind: number;
  readonly entity: number;
  readonly a: number;
  /** Buildings when true, rooms when false. */
  readonly buildings: boolean;
  /** Days that are scanned as one: 2 for real days. */
  readonly step: number;
}

/** A rule over a set of activities; `kind` says what `a`, `b` and `selection` mean (group-rules.ts). */
export interface Group {
  readonly kind: number;
  readonly activities: Int32Array;
  readonly a: number;
  readonly b: number;
  /** Per slot: index of the selected slot or -1; empty when the kind needs none. */
  readonly selection: Int32Array;
  readonly cost: number;
}

export interface Compiled {
  readonly days: number;
  readonly hours: number;
  readonly slots: number;
  /** Mornings and afternoons: even days are mornings, odd ones the afternoons of the same real day. */
  readonly halves: boolean;
  /** Block planning: the days are parallel blocks, so a room's hour is taken on all of them. */
  readonly blocks: boolean;
  readonly count: number;
  readonly duration: Int32Array;
  /** [activity * slots + slot] 1 where the activity may start as far as it alone is concerned. */
  readonly allowed: Uint8Array;
  /** [activity * slots + slot] cost of starting there by its own soft rules. */
  readonly startCost: Float64Array;
  /** The same as rows of slots. */
  readonly startRow: Int32Array;
  readonly startList: Int32Array;
  /** 1 when only one start is allowed. */
  readonly fixedTime: Uint8Array;

  readonly entityCount: number;
  /** Row of an activity's entities: those that only clash, then those that clash and have rules, then those with rules only. */
  readonly entityStart: Int32Array;
  readonly entityList: Int32Array;
  /** Where in the row the clashing entities end, and where those with rules begin. */
  readonly clashEnd: Int32Array;
  readonly rulesBegin: Int32Array;
  /** Hours and number of all activities of the entity. */
  readonly entityHours: Int32Array;
  readonly entityLessons: Int32Array;
  /** [entity * days + day] periods that count as gaps when free (no break, not unavailable). */
  readonly countable: Int32Array;
  readonly hardRules: readonly (readonly Rule[])[];
  /** The hard rules as tables, and those that no table holds. */
  readonly weekTables: WeekTables;
  readonly otherRules: readonly (readonly Rule[])[];
  readonly softRules: readonly (readonly Rule[])[];
  readonly placeRules: readonly (readonly PlaceRule[])[];

  /** Pair tables: [otherSlot * slots + ownSlot] violations of this relation. */
  readonly tables: readonly Uint8Array[];
  readonly hardPairStart: Int32Array;
  readonly hardPairOther: Int32Array;
  readonly hardPairTable: Int32Array;
  readonly softPairStart: Int32Array;
  readonly softPairOther: Int32Array;
  readonly softPairTable: Int32Array;
  readonly softPairCost: Float64Array;

  readonly groups: readonly Group[];
  readonly hardGroups: readonly (readonly number[])[];
  readonly softGroups: readonly (readonly number[])[];

  readonly rooms: CompiledRooms;
}

export interface CompiledRooms {
  readonly count: number;
  /** [room * slots + slot] 1 where the room is closed. */
  readonly closed: Uint8Array;
  /** [room * slots + slot] what an activity there costs, where the room is closed as a wish; null without any. */
  readonly closedCost: Float64Array | null;
  readonly building: Int32Array;
  /** Per room: for a virtual room, the sets of real rooms to take one of each; null for a real one. */
  readonly sets: readonly (readonly Int32Array[] | null)[];
  /** Row of an activity's candidate rooms; -1 stands for "no room". An empty row: it needs none. */
  readonly candidateStart: Int32Array;
  readonly candidate: Int32Array;
  readonly candidateCost: Float64Array;
  /** For a candidate: the exact real rooms it must take (ascending), or null. */
  readonly prescribed: readonly (Int32Array | null)[];
  /** [activity] slots in which the activity's teachers may not be in a room, or null: room -> slots. */
  readonly teacherClosed: readonly (ReadonlyMap<number, Uint8Array> | null)[];
  /** [activity] the same for wishes: room -> cost per slot, or null. */
  readonly teacherClosedCost: readonly (ReadonlyMap<number, Float64Array> | null)[];
  /** Most real rooms that any activity takes at once. */
  readonly width: number;
}
