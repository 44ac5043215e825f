// biome-ignore-all lint/style/noNonNullAssertion: drawn from lists that are not empty.
import {
  dayOf,
  draw,
  duration,
  freeLessons,
  type Ground,
  held,
  type Kind,
  only,
  pick,
  place,
  type RuleBody,
} from "./impossible.ts";
import { spreadOut } from "./impossible-people.ts";

const isHalves = ({ problem }: Ground): boolean => problem.mode === "mornings-afternoons";
const startsOn = (ground: Ground, lesson: number, day: number): number[] =>
  ground.facts.starts[lesson]!.filter((start) => dayOf(ground, start) === day);

/** Two free lessons of a teacher or a class. */
function twoOf(ground: Ground): [number, number] | null {
  const person = pick(ground, [...ground.teachers, ...ground.classes]);
  const [first, second] = person ? draw(ground, freeLessons(ground, person), 2).sort((a, b) => a - b) : [];
  return first === undefined || second === undefined ? null : [first, second];
}

/** Lessons held at both ends of a day that may not be that long. */
const span: Kind = (ground) => {
  const person = pick(ground, ground.teachers);
  if (!person || isHalves(ground)) return null;
  const [one, other] = draw(ground, freeLessons(ground, person), 2);
  if (one === undefined || other === undefined) return null;
  for (const day of draw(ground, [...ground.problem.days.keys()], 7)) {
    const first = startsOn(ground, one, day)[0];
    const last = startsOn(ground, other, day).at(-1);
    if (first === undefined || last === undefined || last < first + duration(ground, one) + 1) continue;
    const maxSpan = place(ground, other, last).end - (first % ground.facts.hours) - 1;
    const asked: RuleBody = {
      kind: "maxSpanPerDay",
      who: only(person),
      maxSpan,
      unit: "day",
      oneDayException: false,
    };
    return { rules: [held(one, first), held(other, last), asked] };
  }
  return null;
};

/** One gap a day, but lessons held further apart and all others on other days. */
const gapsDaily: Kind = (ground) => {
  const person = pick(ground, ground.teachers);
  if (!person || isHalves(ground)) return null;
  for (const day of draw(ground, [...ground.problem.days.keys()], 7)) {
    const rules = spreadOut(ground, person, day);
    if (!rules) continue;
    const asked: RuleBody = {
      kind: "maxGapsPerDay",
      who: only(person),
      maxGaps: 1,
      unit: "day",
      oneDayException: false,
    };
    return { rules: [...rules, asked] };
  }
  return null;
};

/** Lessons held further apart than they may be. */
const tooFar: Kind = (ground) => {
  const pair = twoOf(ground);
  if (!pair || isHalves(ground)) return null;
  const [one, other] = pair;
  const first = ground.facts.starts[one]![0]!;
  const last = ground.facts.starts[other]!.at(-1)!;
  const apart = dayOf(ground, last) - dayOf(ground, first);
  if (apart < 2) return null;
  const asked: RuleBody = {
    kind: "maxDaysBetweenActivities",
    activities: pair,
    maxDays: apart - 1,
    unit: "day",
  };
  return { rules: [held(one, first), held(other, last), asked] };
};

/** Lessons on two days that must be on one. */
const sameDay: Kind = (ground) => {
  const pair = twoOf(ground);
  if (!pair) return null;
  const [one, other] = draw(ground, [...ground.problem.days.keys()], 2);
  if (one === undefined || other === undefined) return null;
  if (startsOn(ground, pair[0], one).length === 0 || startsOn(ground, pair[1], other).length === 0)
    return null;
  return {
    rules: [
      { kind: "preferredDay", activities: [pair[0]], day: one },
      { kind: "preferredDay", activities: [pair[1]], day: other },
      { kind: "activitiesSameStartingDay", activities: pair },
    ],
  };
};

/** Lessons held at two hours that must have the same. */
const sameHour: Kind = (ground) => {
  const pair = twoOf(ground);
  if (!pair) return null;
  const first = pick(ground, ground.facts.starts[pair[0]]!);
  const { hours } = ground.facts;
  const others = ground.facts.starts[pair[1]]!.filter((start) => start % hours !== first! % hours);
  const second = pick(
    ground,
    others.filter((start) => dayOf(ground, start) !== dayOf(ground, first!)),
  );
  if (first === null || second === null) return null;
  return {
    rules: [
      held(pair[0], first),
      held(pair[1], second),
      { kind: "activitiesSameStartingHour", activities: pair },
    ],
  };
};

/** Lessons held next to each other that must have a gap between them. */
const tooNear: Kind = (ground) => {
  const activities = twoOf(ground);
  const touching = activities && heldTouching(ground, activities);
  if (!touching) return null;
  return { rules: [...touching, { kind: "minGapsBetweenActivities", activities, minGaps: 1 }] };
};

/** The one held right after the other. */
function heldTouching(ground: Ground, [one, other]: [number, number]): RuleBody[] | null {
  const after = (start: number) => start + duration(ground, one);
  const starts = ground.facts.starts[one]!.filter(
    (start) =>
      place(ground, one, start).end < ground.facts.hours &&
      ground.facts.starts[other]!.includes(after(start)),
  );
  const start = pick(ground, starts);
  return start === null ? null : [held(one, start), held(other, after(start))];
}

/** Lessons of one day in two rooms for somebody who may not change rooms. */
const roomChange: Kind = (ground) => {
  const inTwo = lessonsInTwoRooms(ground);
  if (!inTwo) return null;
  const { pair, rooms, who } = inTwo;
  const day = pick(
    ground,
    [...ground.problem.days.keys()].filter((one) =>
      pair.every((lesson) => startsOn(ground, lesson, one).length > 1),
    ),
  );
  if (day === null || isHalves(ground)) return null;
  return {
    rules: [
      ...rooms,
      { kind: "preferredDay", activities: pair, day },
      { kind: "maxChangesPerDay", who, place: "room", maxChanges: 0, unit: "day" },
    ],
  };
};

/** Lessons one right after the other in two rooms for somebody who needs a gap to change. */
const roomGap: Kind = (ground) => {
  const inTwo = lessonsInTwoRooms(ground);
  const touching = inTwo && !isHalves(ground) ? heldTouching(ground, inTwo.pair) : null;
  if (!inTwo || !touching) return null;
  return {
    rules: [
      ...inTwo.rooms,
      ...touching,
      { kind: "minGapsBetweenChanges", who: inTwo.who, place: "room", minGaps: 1 },
    ],
  };
};

function lessonsInTwoRooms(ground: Ground) {
  const { problem, facts } = ground;
  const person = pick(ground, ground.teachers);
  if (!person) return null;
  const lessons = draw(
    ground,
    freeLessons(ground, person).filter((lesson) => facts.rooms[lesson] === null),
    2,
  ).sort((a, b) => a - b);
  const [one, other] = lessons;
  if (one === undefined || other === undefined) return null;
  const fitting = problem.rooms.flatMap((room, index) =>
    room.realRoomSets === null &&
    lessons.every((lesson) => room.capacity >= problem.activities[lesson]!.students)
      ? [index]
      : [],
  );
  const [first, second] = draw(ground, fitting, 2);
  if (first === undefined || second === undefined) return null;
  const inRoom = (activity: number, room: number): RuleBody => ({
    kind: "preferredRooms",
    activities: [activity],
    rooms: [room],
    realRooms: null,
  });
  return {
    pair: [one, other] as [number, number],
    rooms: [inRoom(one, first), inRoom(other, second)],
    who: only(person),
  };
}

/** More lessons held in selected slots than may be there. */
const totalInSlots: Kind = (ground) => {
  const person = pick(ground, ground.classes);
  if (!person) return null;
  const lessons = draw(ground, freeLessons(ground, person), 3).sort((a, b) => a - b);
  const day = pick(
    ground,
    [...ground.problem.days.keys()].filter((one) =>
      lessons.every((lesson) => startsOn(ground, lesson, one).length > 3),
    ),
  );
  if (lessons.length < 3 || day === null) return null;
  const slots = ground.slots.filter((slot) => dayOf(ground, slot) === day);
  return {
    rules: [
      { kind: "preferredDay", activities: lessons, day },
      { kind: "maxTotalInSlots", activities: lessons, slots, maxActivities: 2 },
    ],
  };
};

/** Two lessons of a class on one day that must both begin it. */
const beginsDay: Kind = (ground) => {
  const group = pick(ground, ground.classes);
  const activities = group ? draw(ground, freeLessons(ground, group), 2).sort((a, b) => a - b) : [];
  const day = pick(
    ground,
    [...ground.problem.days.keys()].filter((one) =>
      activities.every((lesson) => startsOn(ground, lesson, one).length > 1),
    ),
  );
  if (activities.length < 2 || day === null) return null;
  return {
    rules: [
      { kind: "preferredDay", activities, day },
      { kind: "activitiesBeginDay", activities, of: "subgroups" },
    ],
  };
};

/** Lessons that meet in pairs, though nobody has all of them, in fewer slots than they are. */
const meetInPairs: Kind = (ground) => {
  const { activities } = ground.problem;
  const person = pick(ground, ground.teachers);
  if (!person) return null;
  const lessons = freeLessons(ground, person).filter((lesson) => duration(ground, lesson) === 1);
  const people = (lesson: number) => [
    ...activities[lesson]!.teachers.map((id) => `t${id}`),
    ...activities[lesson]!.subgroups.map((id) => `s${id}`),
  ];
  const meet = (one: number, other: number) => people(one).some((who) => people(other).includes(who));
  const isFree = (lesson: number) =>
    duration(ground, lesson) === 1 && ground.facts.together[lesson]!.length === 1;
  for (const [index, one] of lessons.entries()) {
    for (const other of lessons.slice(index + 1)) {
      const third = activities.findIndex(
        ({ teachers }, lesson) =>
          !teachers.includes(person.id) && isFree(lesson) && meet(one, lesson) && meet(other, lesson),
      );
      if (third < 0 || people(third).some((who) => people(one).includes(who) && people(other).includes(who)))
        continue;
      const common = ground.facts.starts[one]!.filter((start) =>
        [other, third].every((lesson) => ground.facts.starts[lesson]!.includes(start)),
      );
      const slots = draw(ground, common, 2).sort((a, b) => a - b);
      if (slots.length < 2) continue;
      return {
        rules: [one, other, third].map((lesson) => ({
          kind: "preferredStartingTimes",
          activities: [lesson],
          slots,
        })),
      };
    }
  }
  return null;
};

export const distanceKinds: Readonly<Record<string, Kind>> = {
  span,
  gapsDaily,
  tooFar,
  sameDay,
  sameHour,
  tooNear,
  roomChange,
  roomGap,
  totalInSlots,
  beginsDay,
  meetInPairs,
};
