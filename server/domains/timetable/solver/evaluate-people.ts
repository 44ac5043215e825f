import type { Violation } from "./constraints/violation.ts";
import type { ConstraintResult, Evaluation } from "./evaluate.ts";
import type { Problem } from "./model.ts";

/** What is broken for one teacher or one students set. */
type Share = {
  /** Index into `Problem.teachers` or `Problem.studentsSets`. */
  readonly id: number;
  readonly hard: number;
  readonly soft: number;
};

type PeopleShares = {
  /** The most burdened first; nobody for whom all is well. */
  readonly byTeacher: readonly Share[];
  /** The same by class: by year, or, where a year has groups, by group. */
  readonly byClass: readonly Share[];
};

/**
 * Says whom an evaluation's violations concern: the people a violation names, or else those of the activities it
 * names. Each violation counts in full for everyone it concerns, so shares do not add up to the totals; in a class
 * it counts once, however many of its subgroups it concerns.
 */
export function shareByPeople(problem: Problem, { byConstraint }: Evaluation): PeopleShares {
  const teachers = problem.teachers.map(() => ({ hard: 0, soft: 0 }));
  const classes = classesOf(problem);
  const shares = classes.map(() => ({ hard: 0, soft: 0 }));
  for (const result of byConstraint) {
    for (const violation of result.violations) {
      const cost = costOf(problem, result, violation);
      for (const teacher of peopleOf(problem, violation, "teachers")) add(teachers[teacher], cost);
      const concerned = new Set(peopleOf(problem, violation, "subgroups"));
      classes.forEach((set, position) => {
        const members = problem.studentsSets[set]?.subgroups ?? [];
        if (members.some((subgroup) => concerned.has(subgroup))) add(shares[position], cost);
      });
    }
  }
  return {
    byTeacher: ranked(teachers.map((share, id) => ({ id, ...share }))),
    byClass: ranked(shares.map((share, position) => ({ id: classes[position] ?? -1, ...share }))),
  };
}

type Cost = { hard: number; soft: number };

/** A violation of weight 100, or of a part that binds at any weight, is hard; others cost n · weight / 100. */
function costOf(problem: Problem, result: ConstraintResult, { n, part }: Violation): Cost {
  const weight = problem.constraints[result.constraint]?.weight ?? 100;
  const isHard = weight >= 100 || part === "moreThanTwoOnOneDay" || part === "notConsecutive";
  return isHard ? { hard: n, soft: 0 } : { hard: 0, soft: (n * weight) / 100 };
}

function peopleOf(problem: Problem, violation: Violation, of: "teachers" | "subgroups"): readonly number[] {
  const isNamed = violation.teachers !== undefined || violation.subgroups !== undefined;
  if (isNamed) return violation[of] ?? [];
  const activities = violation.activities ?? [];
  return [...new Set(activities.flatMap((index) => problem.activities[index]?.[of] ?? []))];
}

/** Groups, and years without groups: the sets that are a class to people. */
function classesOf({ studentsSets }: Problem): number[] {
  const groups = studentsSets.flatMap(({ level }, id) => (level === "group" ? id : []));
  const inGroups = new Set(groups.flatMap((id) => studentsSets[id]?.subgroups ?? []));
  const years = studentsSets.flatMap(({ level, subgroups }, id) =>
    level === "year" && !subgroups.some((subgroup) => inGroups.has(subgroup)) ? id : [],
  );
  return [...years, ...groups];
}

function add(share: Cost | undefined, { hard, soft }: Cost): void {
  if (!share) return;
  share.hard += hard;
  share.soft += soft;
}

function ranked(shares: readonly Share[]): Share[] {
  return shares
    .filter(({ hard, soft }) => hard > 0 || soft > 0)
    .sort((a, b) => b.hard - a.hard || b.soft - a.soft);
}
