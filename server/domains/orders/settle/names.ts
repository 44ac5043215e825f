import type { NameValue } from "../process/facts.ts";

/** How shops' forms call the field that names the pupil, with a number where there are several. */
const pupilField =
  /^_?(?:the\s+)?(?:pupil|student|child|learner|élève|alumno|schüler(?:in)?|طالب|الطالب|اسم الطالب|التلميذ)(?:'?s)?[\s_-]*(?:full[\s_-]*)?(?:name|e-?mail|id)?[\s_-]*\d*$/iu;

/**
 * Pupils as an order names them, in order: the line's own properties count, else the order's attributes. One value may
 * name several, separated by line breaks, semicolons or commas.
 */
export function namedPupils(properties: readonly NameValue[], attributes: readonly NameValue[]): string[] {
  const own = valuesOf(properties);
  return own.length > 0 ? own : valuesOf(attributes);
}

const valuesOf = (pairs: readonly NameValue[]): string[] =>
  pairs
    .filter(({ name }) => pupilField.test(name.trim()))
    .flatMap(({ value }) => value.split(/[\n;,،]+/))
    .map((value) => value.trim())
    .filter(Boolean);
