import type { Facts } from "../facts.ts";
import type { Proof } from "../proof.ts";
import { chain } from "./chain.ts";
import { cliques } from "./cliques.ts";
import { noRoom, noStart, roomsClosed } from "./lessons.ts";
import {
  limited,
  overfull,
  overfullRule,
  sharedAtOnce,
  shortDay,
  tooFewDays,
  tooFewHours,
} from "./people.ts";
import { apart, circle } from "./relations.ts";
import { differentRooms, roomsAtOnce, roomsOverfull } from "./rooms.ts";
import { selection } from "./selections.ts";

/** Shows by counting or matching alone that a problem has no timetable; never complains of one that has. */
type Check = (facts: Facts) => readonly Proof[];

/** From the plainest argument to the furthest: the first that applies is the one to tell. */
const checks: readonly Check[] = [
  noStart,
  noRoom,
  roomsClosed,
  overfull,
  tooFewHours,
  shortDay,
  tooFewDays,
  apart,
  sharedAtOnce,
  limited,
  overfullRule,
  roomsAtOnce,
  roomsOverfull,
  differentRooms,
  selection,
  cliques,
  circle,
  chain,
];

/** Everything the checks find in a problem. Milliseconds for a school. */
export function allProofs(facts: Facts): Proof[] {
  return checks.flatMap((check) => check(facts));
}

/** The first thing that they find. */
export function firstProof(facts: Facts): Proof | null {
  for (const check of checks) {
    const [proof] = check(facts);
    if (proof) return proof;
  }
  return null;
}
