// biome-ignore-all lint/style/noNonNullAssertion: drawn from lists that are not empty.
import type { Person } from "../facts.ts";
import {
  dayOf,
  draw,
  duration,
  freeLessons,
  type Ground,
  held,
  hours,
  type Kind,
  oneMore,
  only,
  openSlots,
  pick,
  place,
  type RuleBody,
} from "./impossible.ts";

const someone = (ground: Ground): Person | null => pick(ground, [...ground.teachers, ...ground.classes]);

/** A class gets lessons until it has more hours than periods. */
const classOverfull: Kind = (ground) => {
  const group = pick(ground, ground.classes);
  if (!group) return null;
  const model = group.lessons[0]!;
  const closed = new Set(
    group.rules.flatMap((rule) => (rule.kind === "notAvailableTimes" ? rule.slots : [])),
  );
  const open = ground.slots.filter((slot) => !ground.facts.isBreak[slot] && !closed.has(slot));
  const missing = open.length - group.hours + 1;
  const change = { duration: 1, teachers: [], subgroups: [group.id] };
  return { rules: [], lessons: Array.from({ length: missing }, (_, i) => oneMore(ground, model, i, change)) };
};

/** Somebody is away so often that the lessons do not fit the rest of the week. */
const absent: Kind = (ground) => {
  const person = pick(ground, ground.teachers);
  if (!person) return null;
  const open = openSlots(ground, person);
  const slots = draw(ground, open, open.length - person.hours + 1).sort((a, b) => a - b);
  return { rules: [{ kind: "notAvailableTimes", who: only(person), slots }] };
};

/** Breaks take so much of the week that the fullest class has too little left. */
const breaks: Kind = (ground) => {
  const group = [...ground.classes].sort((a, b) => b.hours - a.hours)[0];
  if (!group) return null;
  const open = openSlots(ground, group);
  const slots = draw(ground, open, open.length - group.hours + 1).sort((a, b) => a - b);
  return { rules: [{ kind: "breakTimes", slots }] };
};

/** Few days with few hours each. */
const daysAndHours: Kind = (ground) => {
  const person = pick(
    ground,
    ground.teachers.filter((one) => one.hours >= 4),
  );
  if (!person) return null;
  const maxDays = 1 + ground.random.below(Math.min(3, ground.problem.days.length - 1));
  const maxHours = Math.ceil(person.hours / maxDays) - 1;
  if (maxHours < Math.max(1, ...person.lessons.map((lesson) => duration(ground, lesson)))) return null;
  return {
    rules: [
      { kind: "maxDaysPerWeek", who: only(person), maxDays, unit: "day" },
      { kind: "maxHoursDaily", who: only(person), maxHours, tag: -1, unit: "day" },
    ],
  };
};

/** A class may not have as many hours a day as it needs. */
const hoursDaily: Kind = (ground) => {
  const group = pick(
    ground,
    ground.classes.filter((one) => one.hours > ground.problem.days.length),
  );
  if (!group) return null;
  const maxHours = Math.ceil(group.hours / ground.problem.days.length) - 1;
  return { rules: [{ kind: "maxHoursDaily", who: only(group), maxHours, tag: -1, unit: "day" }] };
};

/** A class must have more hours every day than its lessons have in the week. */
const minHours: Kind = (ground) => {
  const group = pick(ground, ground.classes);
  if (!group || ground.problem.mode === "mornings-afternoons") return null;
  const minimum = Math.floor(group.hours / ground.problem.days.length) + 1;
  const who = only(group);
  return {
    rules: [{ kind: "studentsMinHoursDaily", who, minHours: minimum, allowEmpty: false, unit: "day" }],
  };
};

/** A teacher must come on more days than there are lessons, or must stay longer on each than the lessons last. */
const minDays: Kind = (ground) => {
  const person = pick(ground, ground.teachers);
  if (!person) return null;
  const days = Math.min(ground.problem.days.length, person.lessons.length);
  const minimum = Math.floor(person.hours / days) + 1;
  const who = only(person);
  return {
    rules: [
      { kind: "minDaysPerWeek", who, minDays: days, unit: "day" },
      { kind: "teachersMinHoursDaily", who, minHours: minimum, unit: "day" },
    ],
  };
};

/** Two lessons of one person held at one time. */
const heldTogether: Kind = (ground) => {
  const person = someone(ground);
  const [first, second] = person ? draw(ground, freeLessons(ground, person), 2) : [];
  if (first === undefined || second === undefined) return null;
  const common = ground.facts.starts[first]!.filter((start) => ground.facts.starts[second]!.includes(start));
  const start = pick(ground, common);
  return start === null ? null : { rules: [held(first, start), held(second, start)] };
};

/** Two lessons of one teacher that must start at the same time. */
const sameStart: Kind = (ground) => {
  const person = someone(ground);
  const activities = person ? draw(ground, freeLessons(ground, person), 2).sort((a, b) => a - b) : [];
  return activities.length < 2 ? null : { rules: [{ kind: "activitiesSameStartingTime", activities }] };
};

/** No gaps, but lessons held at both ends of one day and all others on other days. */
const gaps: Kind = (ground) => {
  const { facts } = ground;
  const person = pick(ground, ground.teachers);
  if (!person) return null;
  for (const day of draw(ground, [...ground.problem.days.keys()], 7)) {
    const rules = spreadOut(ground, person, day);
    if (rules && facts.hours > 3)
      return { rules: [...rules, { kind: "maxGapsPerWeek", who: only(person), maxGaps: 0, unit: "day" }] };
  }
  return null;
};

/** Two lessons held with nothing between them on a day that all others of the person leave. */
export function spreadOut(ground: Ground, person: Person, day: number): RuleBody[] | null {
  const { facts } = ground;
  const lessons = freeLessons(ground, person);
  const onDay = (lesson: number) => facts.starts[lesson]!.filter((start) => dayOf(ground, start) === day);
  const early = lessons.find((lesson) => onDay(lesson).length > 0);
  if (early === undefined) return null;
  const first = onDay(early)[0]!;
  const late = lessons.find((lesson) => {
    const last = onDay(lesson).at(-1);
    return lesson !== early && last !== undefined && last >= first + duration(ground, early) + 2;
  });
  if (late === undefined) return null;
  const last = onDay(late).at(-1)!;
  const between = Array.from(
    { length: last - first - duration(ground, early) },
    (_, i) => first + duration(ground, early) + i,
  );
  const closed = new Set(
    person.rules.flatMap((rule) => (rule.kind === "notAvailableTimes" ? rule.slots : [])),
  );
  if (between.some((slot) => facts.isBreak[slot] || closed.has(slot))) return null;
  const elsewhere = ground.slots.filter((slot) => dayOf(ground, slot) !== day);
  const others = person.lessons.filter((lesson) => lesson !== early && lesson !== late);
  return [
    held(early, first),
    held(late, last),
    { kind: "preferredTimeSlots", activities: others, slots: elsewhere },
  ];
}

/** A class must begin early, but every day its first two periods are kept from all its lessons. */
const early: Kind = (ground) => {
  const group = pick(ground, ground.classes);
  if (!group || ground.facts.hours < 4) return null;
  const slots = ground.slots.filter((slot) => slot % ground.facts.hours >= 2);
  if (group.hours > slots.length) return null;
  const closed = new Set(
    group.rules.flatMap((rule) => (rule.kind === "notAvailableTimes" ? rule.slots : [])),
  );
  const open = ground.slots.filter((slot) => slot % ground.facts.hours < 2);
  if (open.some((slot) => closed.has(slot) || ground.facts.isBreak[slot])) return null;
  return {
    rules: [
      { kind: "preferredTimeSlots", activities: group.lessons, slots },
      { kind: "earlyMaxBeginningsAtSecondHour", who: only(group), maxBeginnings: 5, unit: "day" },
    ],
  };
};

/** The last lesson of a teacher's day and the first of the next leave less rest than is asked for. */
const rest: Kind = (ground) => {
  const { facts } = ground;
  const person = pick(ground, ground.teachers);
  if (!person || ground.problem.mode === "mornings-afternoons") return null;
  const [one, other] = draw(ground, freeLessons(ground, person), 2);
  if (one === undefined || other === undefined) return null;
  for (const day of draw(ground, [...ground.problem.days.keys()].slice(1), 7)) {
    const late = facts.starts[one]!.filter((start) => dayOf(ground, start) === day - 1).at(-1);
    const first = facts.starts[other]!.find((start) => dayOf(ground, start) === day);
    if (late === undefined || first === undefined) continue;
    const between = facts.hours - place(ground, one, late).end + (first % facts.hours);
    const asked: RuleBody = {
      kind: "minRestingHours",
      who: only(person),
      minHours: between + 1,
      circular: false,
    };
    if (between + 1 <= facts.hours) return { rules: [held(one, late), held(other, first), asked] };
  }
  return null;
};

/** Lessons only in an interval of the day, which the class may use on too few days. */
const interval: Kind = (ground) => {
  const group = pick(ground, ground.classes);
  if (!group || ground.problem.mode === "mornings-afternoons") return null;
  const length = Math.floor(ground.facts.hours / 2);
  const slots = ground.slots.filter((slot) => slot % ground.facts.hours < length);
  const lessons = freeLessons(ground, group).filter((lesson) =>
    ground.facts.starts[lesson]!.some((start) => place(ground, lesson, start).end <= length),
  );
  const chosen = draw(ground, lessons, lessons.length).slice(0, length + 1);
  if (chosen.length <= length || hours(ground, chosen) > slots.length) return null;
  return {
    rules: [
      { kind: "preferredTimeSlots", activities: chosen.sort((a, b) => a - b), slots },
      {
        kind: "intervalMaxDaysPerWeek",
        who: only(group),
        startHour: 0,
        endHour: length,
        maxDays: 1,
        unit: "day",
      },
    ],
  };
};

/** No two hours on end for somebody with a longer lesson, or with a nearly full week. */
const continuously: Kind = (ground) => {
  const half = Math.ceil(ground.facts.hours / 2) * ground.problem.days.length;
  const person = pick(
    ground,
    [...ground.teachers, ...ground.classes].filter(
      (one) => one.hours > half && one.lessons.every((lesson) => duration(ground, lesson) === 1),
    ),
  );
  return person && { rules: [{ kind: "maxHoursContinuously", who: only(person), maxHours: 1, tag: -1 }] };
};

/** A tag given to lessons that may have so few hours of it a day. */
const tagHours: Kind = (ground) => {
  const tags = ground.problem.tags.flatMap((_, tag) =>
    [...ground.classes, ...ground.teachers].flatMap((person) => {
      const tagged = person.lessons.filter((lesson) => ground.problem.activities[lesson]!.tags.includes(tag));
      const total = hours(ground, tagged);
      return total > ground.problem.days.length ? [{ tag, person, total }] : [];
    }),
  );
  const chosen = pick(ground, tags);
  if (!chosen) return null;
  const maxHours = Math.ceil(chosen.total / ground.problem.days.length) - 1;
  const { tag, person } = chosen;
  return { rules: [{ kind: "maxHoursDaily", who: only(person), maxHours, tag, unit: "day" }] };
};

/** Two lessons of one class held on one day that both must end it. */
const endsDay: Kind = (ground) => {
  const group = pick(ground, ground.classes);
  const activities = group ? draw(ground, freeLessons(ground, group), 2).sort((a, b) => a - b) : [];
  if (activities.length < 2) return null;
  const day = pick(ground, [...ground.problem.days.keys()]);
  const fits = activities.every((lesson) =>
    ground.facts.starts[lesson]!.some((start) => dayOf(ground, start) === day),
  );
  if (!fits || day === null) return null;
  return {
    rules: [
      { kind: "preferredDay", activities, day },
      { kind: "activitiesEndDay", activities, of: "subgroups" },
    ],
  };
};

export const peopleKinds: Readonly<Record<string, Kind>> = {
  classOverfull,
  absent,
  breaks,
  daysAndHours,
  hoursDaily,
  minHours,
  minDays,
  heldTogether,
  sameStart,
  gaps,
  early,
  rest,
  interval,
  continuously,
  tagHours,
  endsDay,
};
