// biome-ignore-all lint/style/noNonNullAssertion: drawn from lists that are not empty.
import type { Room } from "../../model.ts";
import {
  dayOf,
  draw,
  duration,
  freeLessons,
  type Ground,
  held,
  hours,
  type Kind,
  openSlots,
  pick,
  type RuleBody,
} from "./impossible.ts";

/** Lessons anywhere that no room rule speaks of, free to move, of different people. */
function apartLessons(ground: Ground, count: number): number[] {
  const { facts, problem } = ground;
  const free = problem.activities.flatMap((_, index) =>
    facts.rooms[index] === null && facts.starts[index]!.length > 3 && facts.together[index]!.length === 1
      ? [index]
      : [],
  );
  const taken = new Set<string>();
  return draw(ground, free, free.length)
    .filter((index) => {
      const { teachers, subgroups } = problem.activities[index]!;
      const people = [...teachers.map((id) => `t${id}`), ...subgroups.map((id) => `s${id}`)];
      if (people.some((person) => taken.has(person))) return false;
      for (const person of people) taken.add(person);
      return true;
    })
    .slice(0, count);
}

const realRooms = ({ problem }: Ground): number[] =>
  problem.rooms.flatMap((room: Room, index) => (room.realRoomSets === null ? [index] : []));

const inRooms = (activities: readonly number[], rooms: readonly number[]): RuleBody => ({
  kind: "preferredRooms",
  activities: [...activities].sort((a, b) => a - b),
  rooms,
  realRooms: null,
});

/** Big enough for all the lessons. */
const holding = (ground: Ground, lessons: readonly number[]): number[] =>
  realRooms(ground).filter((room) =>
    lessons.every(
      (lesson) => ground.problem.rooms[room]!.capacity >= ground.problem.activities[lesson]!.students,
    ),
  );

/** More lessons at certain times than a room has hours. */
const gymFull: Kind = (ground) => {
  const lessons = apartLessons(ground, 4);
  const room = pick(ground, holding(ground, lessons));
  if (room === null || lessons.length < 3) return null;
  const slots = commonDay(ground, lessons, hours(ground, lessons) - 1);
  if (!slots) return null;
  return {
    rules: [
      inRooms(lessons, [room]),
      { kind: "preferredTimeSlots", activities: [...lessons].sort((a, b) => a - b), slots },
    ],
  };
};

/** The first so many slots of a day on which each of the lessons can be by itself. */
function commonDay(ground: Ground, lessons: readonly number[], length: number): number[] | null {
  const { facts } = ground;
  if (length > facts.hours) return null;
  for (const day of draw(ground, [...ground.problem.days.keys()], 9)) {
    const slots = Array.from({ length }, (_, hour) => day * facts.hours + hour);
    const fits = (lesson: number) =>
      facts.starts[lesson]!.some(
        (start) => dayOf(ground, start) === day && start + duration(ground, lesson) <= slots.at(-1)! + 1,
      );
    if (lessons.every(fits)) return slots;
  }
  return null;
}

/** Lessons at one time that all need one room. */
const roomAtOnce: Kind = (ground) => {
  const activities = apartLessons(ground, 2).sort((a, b) => a - b);
  const room = pick(ground, holding(ground, activities));
  if (room === null || activities.length < 2) return null;
  return { rules: [{ kind: "activitiesSameStartingTime", activities }, inRooms(activities, [room])] };
};

/** A room too small for the class. */
const roomTooSmall: Kind = (ground) => {
  const small = ground.problem.activities.flatMap((activity, index) =>
    realRooms(ground)
      .filter(
        (room) =>
          ground.problem.rooms[room]!.capacity < activity.students && ground.facts.rooms[index] === null,
      )
      .map((room) => ({ index, room })),
  );
  const chosen = pick(ground, small);
  return chosen && { rules: [inRooms([chosen.index], [chosen.room])] };
};

/** Two room rules without a room in common. */
const roomsApart: Kind = (ground) => {
  const [lesson] = apartLessons(ground, 1);
  const [one, other] = lesson === undefined ? [] : draw(ground, holding(ground, [lesson]), 2);
  if (lesson === undefined || one === undefined || other === undefined) return null;
  return { rules: [inRooms([lesson], [one]), inRooms([lesson], [other])] };
};

/** A room that is closed whenever the lesson could be in it. */
const roomClosed: Kind = (ground) => {
  const [lesson] = apartLessons(ground, 1);
  const room = lesson === undefined ? null : pick(ground, holding(ground, [lesson]));
  if (lesson === undefined || room === null) return null;
  const slots = ground.facts.starts[lesson]!;
  const users = ground.facts.rooms.some((rooms) => rooms?.includes(room));
  return users
    ? null
    : { rules: [inRooms([lesson], [room]), { kind: "roomNotAvailableTimes", room, slots }] };
};

/** One room only for lessons of which each needs another. */
const fewRooms: Kind = (ground) => {
  const activities = apartLessons(ground, 2).sort((a, b) => a - b);
  const rooms = draw(ground, holding(ground, activities), 2);
  if (activities.length < 2 || rooms.length < 2) return null;
  return {
    rules: [
      inRooms([activities[0]!], [rooms[0]!]),
      inRooms([activities[1]!], [rooms[1]!]),
      { kind: "occupyMaxDifferentRooms", activities, maxRooms: 1 },
    ],
  };
};

/** More lessons of a subject than days, one a day at most; or further apart than the week is long. */
const daysApart: Kind = (ground) => {
  const person = pick(ground, ground.classes);
  const units =
    ground.problem.mode === "mornings-afternoons"
      ? ground.problem.days.length / 2
      : ground.problem.days.length;
  const activities = person ? draw(ground, freeLessons(ground, person), units + 1).sort((a, b) => a - b) : [];
  if (activities.length < 2) return null;
  const minDays = activities.length > units ? 1 : Math.floor((units - 1) / (activities.length - 1)) + 1;
  return {
    rules: [
      { kind: "minDaysBetweenActivities", activities, minDays, consecutiveIfSameDay: false, unit: "realDay" },
    ],
  };
};

/** Lessons that wait for each other in a circle. */
const orderCircle: Kind = (ground) => {
  const activities = apartLessons(ground, 3);
  if (activities.length < 3) return null;
  return {
    rules: activities.map((first, i) => ({
      kind: "twoActivitiesOrdered",
      first,
      second: activities[(i + 1) % activities.length]!,
    })),
  };
};

/** Lessons in succession held on different days. */
const succession: Kind = (ground) => {
  const [first, second] = apartLessons(ground, 2);
  if (first === undefined || second === undefined) return null;
  const start = pick(ground, ground.facts.starts[first]!)!;
  const elsewhere = ground.slots.filter((slot) => dayOf(ground, slot) !== dayOf(ground, start));
  return {
    rules: [
      { kind: "twoActivitiesConsecutive", first, second },
      held(first, start),
      { kind: "preferredTimeSlots", activities: [second], slots: elsewhere },
    ],
  };
};

/** Grouped lessons that may not be on one day. */
const groupedApart: Kind = (ground) => {
  const activities = apartLessons(ground, 2).sort((a, b) => a - b);
  const [first, second] = activities;
  if (first === undefined || second === undefined) return null;
  return {
    rules: [
      { kind: "twoActivitiesGrouped", first, second },
      {
        kind: "minDaysBetweenActivities",
        activities,
        minDays: 1,
        consecutiveIfSameDay: false,
        unit: "realDay",
      },
    ],
  };
};

/** Lessons that may not overlap, in fewer periods than they have hours. */
const notOverlapping: Kind = (ground) => {
  const activities = apartLessons(ground, 4).sort((a, b) => a - b);
  const slots = activities.length < 3 ? null : commonDay(ground, activities, hours(ground, activities) - 1);
  if (!slots) return null;
  return {
    rules: [
      { kind: "activitiesNotOverlapping", activities },
      { kind: "preferredTimeSlots", activities, slots },
    ],
  };
};

/** A teacher's lessons in fewer slots than they have hours. */
const slotsMax: Kind = (ground) => {
  const person = pick(ground, ground.teachers);
  if (!person) return null;
  const slots = openSlots(ground, person).sort((a, b) => a - b);
  return {
    rules: [{ kind: "occupyMaxTimeSlots", activities: person.lessons, slots, maxSlots: person.hours - 1 }],
  };
};

/** More slots to be used than the lessons have hours. */
const slotsMin: Kind = (ground) => {
  const person = pick(ground, ground.teachers);
  if (!person) return null;
  const activities = person.lessons;
  return {
    rules: [{ kind: "occupyMinTimeSlots", activities, slots: ground.slots, minSlots: person.hours + 1 }],
  };
};

/** A teacher whose lessons must all lie where another's are held: only found through the class both teach. */
const crossed: Kind = (ground) => {
  const { facts, problem } = ground;
  const group = pick(ground, ground.classes);
  if (!group) return null;
  const lessons = freeLessons(ground, group).filter((lesson) => problem.activities[lesson]!.duration === 1);
  const [one, two, three] = draw(ground, lessons, 3);
  if (one === undefined || two === undefined || three === undefined) return null;
  const common = facts.starts[one]!.filter(
    (start) => facts.starts[two]!.includes(start) && facts.starts[three]!.includes(start),
  );
  const slots = draw(ground, common, 2).sort((a, b) => a - b);
  if (slots.length < 2) return null;
  return {
    rules: [one, two, three].map((lesson) => ({
      kind: "preferredStartingTimes",
      activities: [lesson],
      slots,
    })),
  };
};

export const lessonKinds: Readonly<Record<string, Kind>> = {
  gymFull,
  roomAtOnce,
  roomTooSmall,
  roomsApart,
  roomClosed,
  fewRooms,
  daysApart,
  orderCircle,
  succession,
  groupedApart,
  notOverlapping,
  slotsMax,
  slotsMin,
  crossed,
};
