// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within bounds by construction.
import type { Compiled, Group } from "./compiled.ts";
import { GROUP } from "./group-kinds.ts";

/**
 * Rules over sets that come down to counting lessons in cells (selected slots, days or terms), kept
 * counted while the timetable changes: a rule over five hundred lessons is then judged in one step.
 */
export interface GroupTallies {
  /** 1 for the groups that are counted here; the others are for `groupCount`. */
  readonly counted: Uint8Array;
  /** An activity begins at a slot (`by` 1) or leaves it (`by` -1), for all its groups. */
  note(activity: number, slot: number, by: 1 | -1): void;
  /** The same for one group only, to try something. */
  shift(group: number, activity: number, slot: number, by: 1 | -1): void;
  /** What `groupCount` says of the group. */
  excess(group: number): number;
  /** Lessons of the group in the emptiest of its cells that an activity starting at this slot covers. */
  company(group: number, activity: number, slot: number): number;
  /** Lessons in the emptiest cell that has any, but for those that an activity starting at this slot covers; 0: in none. */
  fewestElsewhere(group: number, activity: number, slot: number): number;
  /** Whether it matters to the group that an activity leaves this slot: it is in one of its cells, or waits are counted. */
  concerns(group: number, activity: number, slot: number): boolean;
  /** Whether two activities that start at these slots are counted in one cell. */
  meet(group: number, one: number, slot: number, other: number, otherSlot: number): boolean;
}

export function createGroupTallies(problem: Compiled): GroupTallies {
  const { groups, duration } = problem;
  const counted = Uint8Array.from(groups, (group) => (cellsFor(group, problem) === null ? 0 : 1));
  const cells = groups.map((group) => cellsFor(group, problem) ?? NOTHING);
  const awaits = Uint8Array.from(groups, ({ kind }) => (AWAITING.has(kind) ? 1 : 0));
  const running = cells.map((of) => new Int32Array(of.reduce((most, cell) => Math.max(most, cell + 1), 0)));
  const occupied = new Int32Array(groups.length);
  const over = new Int32Array(groups.length);
  const under = new Int32Array(groups.length);
  const touching = new Int32Array(groups.length);
  const waiting = new Int32Array(groups.length);
  const waitingHours = new Int32Array(groups.length);
  const selected = new Int32Array(groups.length);
  const lists = listsOf(problem, counted);

  /** What a cell with so many lessons lacks. */
  const lack = (group: Group, lessons: number): number => {
    const least = Math.abs(group.a);
    const mayBeEmpty = group.kind === GROUP.leastPerTerm ? group.a < 0 : group.b === 1;
    return lessons >= least || (lessons === 0 && mayBeEmpty) ? 0 : least - lessons;
  };
  groups.forEach((group, index) => {
    if (!counted[index]) return;
    const sort = new Set(cells[index]!.filter((cell) => cell >= 0));
    selected[index] = sort.size;
    under[index] = sort.size * lack(group, 0);
    waiting[index] = group.activities.length;
    for (const activity of group.activities) waitingHours[index]! += duration[activity]!;
  });

  const shift = (index: number, activity: number, slot: number, by: 1 | -1): void => {
    const group = groups[index]!;
    const cellAt = cells[index]!;
    const lessons = running[index]!;
    const end = slot + (isBySlot(group) ? duration[activity]! : 1);
    let touches = 0;
    for (let at = slot; at < end; at++) {
      const cell = cellAt[at]!;
      if (cell < 0) continue;
      touches = 1;
      const before = lessons[cell]!;
      const after = before + by;
      lessons[cell] = after;
      over[index]! += Math.max(0, after - group.a) - Math.max(0, before - group.a);
      under[index]! += lack(group, after) - lack(group, before);
      if (before === 0) occupied[index]!++;
      if (after === 0) occupied[index]!--;
    }
    touching[index]! += by * touches;
    waiting[index]! -= by;
    waitingHours[index]! -= by * duration[activity]!;
  };

  // A long one may reach into a cell; to ask exactly costs more than it saves.
  const concerns = (group: number, activity: number, slot: number): boolean =>
    awaits[group] === 1 || duration[activity]! > 1 || cells[group]![slot]! >= 0;

  return {
    counted,
    shift,
    note(activity, slot, by) {
      for (let i = lists.start[activity]!, end = lists.start[activity + 1]!; i < end; i++) {
        if (concerns(lists.list[i]!, activity, slot)) shift(lists.list[i]!, activity, slot, by);
      }
    },
    concerns,
    excess(index) {
      const { kind, a } = groups[index]!;
      switch (kind) {
        case GROUP.mostSlots:
        case GROUP.mostTerms:
          return Math.max(0, occupied[index]! - a);
        case GROUP.leastSlots:
          return Math.max(0, Math.min(a, selected[index]!) - occupied[index]! - waitingHours[index]!);
        case GROUP.leastAtOnce:
          return Math.max(0, under[index]! - waitingHours[index]!);
        case GROUP.leastPerTerm:
          return Math.max(0, under[index]! - waiting[index]!);
        case GROUP.mostTouching:
          return Math.max(0, touching[index]! - a);
        default:
          return over[index]!;
      }
    },
    company(index, activity, slot) {
      const cellAt = cells[index]!;
      const end = slot + (isBySlot(groups[index]!) ? duration[activity]! : 1);
      let least = 0;
      for (let at = slot; at < end; at++) {
        const lessons = cellAt[at]! < 0 ? 0 : running[index]![cellAt[at]!]!;
        if (lessons > 0 && (least === 0 || lessons < least)) least = lessons;
      }
      return least;
    },
    fewestElsewhere(index, activity, slot) {
      const lessons = running[index]!;
      const own = cells[index]!.subarray(slot, slot + (isBySlot(groups[index]!) ? duration[activity]! : 1));
      let least = 0;
      for (let cell = 0; cell < lessons.length; cell++) {
        const here = lessons[cell]!;
        if (here > 0 && (least === 0 || here < least) && !own.includes(cell)) least = here;
      }
      return least;
    },
    meet(index, one, slot, other, otherSlot) {
      const cellAt = cells[index]!;
      const bySlot = isBySlot(groups[index]!);
      if (!bySlot) return cellAt[slot] === cellAt[otherSlot];
      const from = Math.max(slot, otherSlot);
      const to = Math.min(slot + duration[one]!, otherSlot + duration[other]!);
      for (let at = from; at < to; at++) if (cellAt[at]! >= 0) return true;
      return false;
    },
  };
}

const NOTHING = new Int32Array(0);

/** Kinds that count on lessons without a place: to these it matters that one has any. */
const AWAITING: ReadonlySet<number> = new Set([GROUP.leastSlots, GROUP.leastAtOnce, GROUP.leastPerTerm]);

function isBySlot({ kind }: Group): boolean {
  return kind >= GROUP.mostSlots && kind <= GROUP.mostTouching;
}

/** Per slot: the cell that counts a lesson there, or -1; null for a group that is not counted in cells. */
function cellsFor(group: Group, { slots, hours }: Compiled): Int32Array | null {
  if (isBySlot(group)) return group.selection;
  const byDay = (days: number) =>
    Int32Array.from({ length: slots }, (_, at) => Math.floor(at / hours / days));
  switch (group.kind) {
    case GROUP.perDay:
      return byDay(group.b === 1 ? 2 : 1);
    case GROUP.mostPerTerm:
    case GROUP.leastPerTerm:
    case GROUP.mostTerms:
      return byDay(group.b);
    default:
      return null;
  }
}

/** Per activity, its groups that are counted here. */
function listsOf({ groups, count }: Compiled, counted: Uint8Array) {
  const rows = Array.from({ length: count }, () => [] as number[]);
  groups.forEach((group, index) => {
    if (counted[index]) for (const activity of group.activities) rows[activity]!.push(index);
  });
  const start = new Int32Array(count + 1);
  rows.forEach((row, activity) => {
    start[activity + 1] = start[activity]! + row.length;
  });
  return { start, list: Int32Array.from(rows.flat()) };
}
