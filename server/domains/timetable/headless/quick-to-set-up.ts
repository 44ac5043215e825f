import type { Problem } from "../solver/model.ts";

/** Most lessons, and most pairs of lessons under a rule, for which the search is set up in some hundredths of a second. */
const most = { activities: 800, pairs: 20_000 } as const;

/** Kinds that relate every two of their activities. */
const relating = /BetweenActivities$|^activitiesSameStarting|^activitiesNotOverlapping$/;

/** Whether the tables that the search works on are built in no time: they grow with lessons and related pairs. */
export function isQuickToSetUp({ activities, constraints }: Problem): boolean {
  if (activities.length > most.activities) return false;
  let pairs = 0;
  for (const constraint of constraints) {
    if (constraint.kind === "activityTagsNotOverlapping") pairs += pairsAcross(constraint.groups);
    else if (constraint.kind === "twoSetsOfActivitiesOrdered")
      pairs += constraint.first.length * constraint.second.length;
    else if ("activities" in constraint && relating.test(constraint.kind))
      pairs += pairsAcross(constraint.activities.map((activity) => [activity]));
  }
  return pairs <= most.pairs;
}

/** Pairs of which the two are in different groups. */
function pairsAcross(groups: readonly (readonly number[])[]): number {
  let before = 0;
  let pairs = 0;
  for (const { length } of groups) {
    pairs += before * length;
    before += length;
  }
  return pairs;
}
