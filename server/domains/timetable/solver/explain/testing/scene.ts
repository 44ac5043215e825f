import { type Body, type Lesson, ofWeight, type Scene, stage } from "../../constraints/testing/scene.ts";
import type { Problem } from "../../model.ts";
import { type Facts, factsOf } from "../facts.ts";

const compulsory: readonly Body[] = [{ kind: "basicCompulsoryTime" }, { kind: "basicCompulsorySpace" }];

/** A problem with the given lessons (nowhere yet) and compulsory rules. Two days of three hours unless said otherwise. */
export function school(
  lessons: readonly Omit<Lesson, "at" | "room">[],
  rules: readonly Body[] = [],
  given: Omit<Scene, "lessons" | "with"> = {},
): Problem {
  const unplaced = lessons.map((lesson): Lesson => ({ ...lesson, at: null }));
  const { problem } = stage({ days: 2, hours: 3, ...given, lessons: unplaced });
  return { ...problem, constraints: [...compulsory, ...rules].map((body) => ofWeight(100, body)) };
}

export const factsIn = (...given: Parameters<typeof school>): Facts => factsOf(school(...given));

/** So many lessons alike. */
export const times = (count: number, lesson: Omit<Lesson, "at" | "room">) =>
  Array.from({ length: count }, () => lesson);
