// biome-ignore-all lint/style/noNonNullAssertion: indexes come from the lists they index.
import type { Constraint } from "../../constraint-types.ts";
import { covered, type Facts, ofKind, type Person, placeAt } from "../facts.ts";
import type { Sum } from "../integer-model.ts";
import type { Draft } from "./draft.ts";
import { stretchesOf } from "./stretches.ts";

/** The choice of one room for a lesson at one start. */
type Choice = { readonly room: number; readonly start: number; readonly column: number };

/**
 * Rooms. A lesson that needs one has it at its start, open all the time; a room holds one lesson at a time (in
 * block-planning mode one an hour of the day, over all days); a virtual room takes one real room from each set. Lessons
 * whose rooms nobody else wants, and which no rule on rooms names, need no columns: `roomOpen` has seen to them.
 */
export function addRooms(draft: Draft): void {
  const modelled = contested(draft.facts);
  const choices = new Map(modelled.map((activity) => [activity, addChoices(draft, activity)]));
  addCapacity(draft, choices);
  addDifferentRooms(draft, choices);
  addSameRooms(draft, choices);
  for (const person of draft.facts.people)
    for (const rule of person.rules) addChanges(draft, choices, person, rule);
}

/** Lessons whose rooms matter to somebody else. */
function contested({ problem, rooms, people }: Facts): number[] {
  const wanted = new Map<number, number>();
  const parts = (room: number) => [room, ...(problem.rooms[room]!.realRoomSets?.flat() ?? [])];
  for (const list of rooms)
    for (const room of new Set((list ?? []).flatMap(parts))) wanted.set(room, (wanted.get(room) ?? 0) + 1);
  const ruled = new Set([
    ...ofKind(problem, "occupyMaxDifferentRooms").flatMap(({ activities }) => activities),
    ...ofKind(problem, "sameRoomIfConsecutive").flatMap(({ activities }) => activities),
    ...people.flatMap(({ rules, lessons }) => (rules.some(isAboutChanges) ? lessons : [])),
  ]);
  return rooms.flatMap((list, activity) => {
    if (list === null || list.length === 0) return [];
    const shared = list.flatMap(parts).some((room) => wanted.get(room)! > 1);
    return shared || ruled.has(activity) ? [activity] : [];
  });
}

const isAboutChanges = (rule: Constraint): boolean =>
  rule.kind === "maxChangesPerDay" ||
  rule.kind === "maxChangesPerWeek" ||
  rule.kind === "minGapsBetweenChanges";

function addChoices({ facts, builder, startColumns }: Draft, activity: number): Choice[] {
  return facts.starts[activity]!.flatMap((start, position) => {
    const open = facts.rooms[activity]!.filter((room) => facts.roomOpen(activity, room, start));
    const choices = open.map((room) => ({ room, start, column: builder.column() }));
    builder.equal(
      choices.map(({ column }) => column),
      0,
      [startColumns[activity]![position]!],
    );
    return choices;
  });
}

type Choices = ReadonlyMap<number, readonly Choice[]>;

/** Each real room is in one use at a time. */
function addCapacity(draft: Draft, choices: Choices): void {
  const { facts, builder } = draft;
  const blocks = facts.problem.mode === "block-planning";
  const uses = new Map<number, number[]>();
  const use = (activity: number, room: number, start: number, column: number) => {
    for (const slot of covered(facts, activity, start)) {
      const key = room * facts.slots + (blocks ? slot % facts.hours : slot);
      const list = uses.get(key) ?? [];
      uses.set(key, list);
      list.push(column);
    }
  };
  for (const [activity, list] of choices) {
    for (const { room, start, column } of list) {
      const sets = facts.problem.rooms[room]!.realRoomSets;
      if (sets === null) use(activity, room, start, column);
      for (const set of sets ?? []) {
        const open = set.filter((real) => facts.roomOpen(activity, real, start));
        const parts = open.map((real) => ({ real, part: builder.column() }));
        builder.equal(
          parts.map(({ part }) => part),
          0,
          [column],
        );
        for (const { real, part } of parts) use(activity, real, start, part);
      }
    }
  }
  for (const columns of uses.values()) builder.atMost(columns, 1);
}

function addDifferentRooms({ facts, builder }: Draft, choices: Choices): void {
  for (const { activities, maxRooms } of ofKind(facts.problem, "occupyMaxDifferentRooms")) {
    const byRoom = Map.groupBy(
      activities.flatMap((activity) => choices.get(activity) ?? []),
      ({ room }) => room,
    );
    const used = [...byRoom.values()].map((list) => builder.anyOf(list.map(({ column }) => column)));
    builder.atMost(used, maxRooms);
  }
}

/** Lessons that touch are in one room: where the one is in a room, the other, touching it, is in no other. */
function addSameRooms({ facts, builder }: Draft, choices: Choices): void {
  for (const { activities } of ofKind(facts.problem, "sameRoomIfConsecutive")) {
    const pairs = activities.flatMap((one) => activities.map((other) => [one, other] as const));
    for (const [one, other] of pairs) {
      if (one === other) continue;
      for (const { room, start, column } of choices.get(one) ?? []) {
        const { day, end } = placeAt(facts, one, start);
        const next = day * facts.hours + end;
        const elsewhere = (choices.get(other) ?? []).filter(
          (choice) => end < facts.hours && choice.start === next && choice.room !== room,
        );
        if (elsewhere.length > 0) builder.atMost([column, ...elsewhere.map((choice) => choice.column)], 1);
      }
    }
  }
}

/**
 * Changes of room or building. A day with k changes visits at most k + 1 places; places too near in time for a change
 * exclude each other. (Going back and forth between two places is not counted here: the model asks for no more than
 * the rule does.)
 */
function addChanges(draft: Draft, choices: Choices, person: Person, rule: Constraint): void {
  const { facts, builder } = draft;
  if (!isAboutChanges(rule) || !("place" in rule)) return;
  const placeOf = (room: number) => (rule.place === "room" ? room : facts.problem.rooms[room]!.building);
  const at = new Map<number, Map<number, number[]>>();
  for (const activity of person.lessons) {
    for (const { room, start, column } of choices.get(activity) ?? []) {
      const place = placeOf(room);
      if (place < 0) continue;
      for (const slot of covered(facts, activity, start)) {
        const bySlot = at.get(place) ?? new Map<number, number[]>();
        at.set(place, bySlot.set(slot, [...(bySlot.get(slot) ?? []), column]));
      }
    }
  }
  const inPlace = (place: number, slots: readonly number[]): Sum =>
    slots.flatMap((slot) => at.get(place)!.get(slot) ?? []);
  const places = [...at.keys()];
  if (rule.kind === "maxChangesPerDay" || rule.kind === "maxChangesPerWeek") {
    const unit = rule.kind === "maxChangesPerDay" ? rule.unit : "day";
    const visited = stretchesOf(facts, unit).map(({ slots }) =>
      places.map((place) => builder.anyOf(inPlace(place, slots))),
    );
    if (rule.kind === "maxChangesPerDay") for (const day of visited) builder.atMost(day, rule.maxChanges + 1);
    else {
      const usedDays = visited.map((day) => {
        const used = builder.column();
        builder.atMost([used], 0, day);
        return used;
      });
      builder.atMost(visited.flat(), rule.maxChanges, usedDays);
    }
  }
  if (rule.kind !== "minGapsBetweenChanges") return;
  for (const { slots } of stretchesOf(facts, "day")) {
    slots.forEach((slot, position) => {
      for (const later of slots.slice(position + 1, position + 1 + rule.minGaps))
        for (const place of places)
          for (const other of places)
            if (other !== place) builder.atMost([...inPlace(place, [slot]), ...inPlace(other, [later])], 1);
    });
  }
}
