import type { Sentence, ToldRule, WhyNotAnswer } from "./schema.ts";

/**
 * The English sentences of reasons and ways out, for the command line; pages have theirs in the catalogue under the
 * same codes (`whyNot.reasons`, `whyNot.relaxations`). `{…}` stand for values.
 */
const texts: Readonly<Record<string, string>> = {
  noStart: "{lesson} has no time left in the week",
  noRoom: "No room will do for {lesson}",
  roomsClosed: "The rooms for {lesson} are closed whenever it could be held",
  overfullClass: "{who} has {hours} lesson hours in {slots} periods",
  overfullTeacher: "{who}'s {hours} lesson hours do not fit into {slots} free periods",
  overfullLessons:
    "{lessons} lessons, no two of which can be at the same time, have {hours} hours in {slots} periods",
  limitedClass: "{who} has {hours} lesson hours, and the limits allow {atMost}",
  limitedTeacher: "{who} has {hours} lesson hours, and the limits allow {atMost}",
  tooFewHoursClass: "{who} has {hours} lesson hours, and the rules ask for {atLeast}",
  tooFewHoursTeacher: "{who} has {hours} lesson hours, and the rules ask for {atLeast}",
  shortDayClass: "{who} must have {atLeast} lesson hours on a day with {slots} open",
  shortDayTeacher: "{who} must have {atLeast} lesson hours on a day with {slots} open",
  tooFewDaysClass: "{who} can be there on {days} days, and the rules ask for {atLeast}",
  tooFewDaysTeacher: "{who} can be there on {days} days, and the rules ask for {atLeast}",
  apart: "{lessons} lessons must be spread over the week, and only {possible} find a day: {names}",
  roomsOverfull: "{lessons} lessons need {hours} hours in {rooms}, where {places} are open",
  sharedAtOnceClass: "{who} would be in several lessons at once: {names}",
  sharedAtOnceTeacher: "{who} would be in several lessons at once: {names}",
  roomsAtOnce: "{lessons} lessons at once need {rooms}: {roomCount} are too few",
  pair: "{first} and {second} find no two times that go together",
  circle: "Lessons wait for each other in a circle: {names}",
  chain: "Following the rules from lesson to lesson, {lesson} has no time left",
  selection: "{lessons} lessons in chosen periods: {possible} come about where {asked} are asked for",
  differentRooms: "The lessons need {atLeast} different rooms, and {allowed} are allowed",
  weekClass: "{who} has no week that keeps all these rules",
  weekTeacher: "{who} has no week that keeps all these rules",
  together: "These rules cannot hold together for {lessons} lessons: {names}",
  dropOff: "switch it off",
  dropPin: "free it",
  dropWish: "make it a wish of {weight} %",
  limitUp: "allow {to} instead of {from}",
  limitDown: "ask for {to} instead of {from}",
  open: "open {slots}",
  rooms: "have {count} more like {room}",
  lessons: "hold {hours} lesson hours less, for example {names}",
};

export function sentenceOf({ code, values }: Sentence): string {
  return (texts[code] ?? code).replace(/\{(\w+)\}/g, (whole, key: string) => String(values[key] ?? whole));
}

/** A rule as the file names it, whom it is about, and where it stands. */
export function ruleText({ type, about, line }: ToldRule): string {
  return `${type}${about.length > 0 ? ` (${about.join(", ")})` : ""}${line === null ? "" : `, line ${line}`}`;
}

/** What keeps a lesson without a place out of the week: nothing of it is proved. */
export function blockerText({ lesson, starts, by }: WhyNotAnswer["blockers"][number]): string {
  const name = `${lesson.name} (${lesson.id})`;
  if (starts === 0) return `${name} has no time left in the week`;
  return `${name}: of ${starts} times ${by.map((rule) => `${rule.starts} break ${ruleText(rule)}`).join("; ")}`;
}
