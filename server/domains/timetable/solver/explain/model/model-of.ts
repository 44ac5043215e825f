// biome-ignore-all lint/style/noNonNullAssertion: indexes come from the lists they index.
import { emptySolution, type Solution } from "../../model.ts";
import type { Facts } from "../facts.ts";
import type { IntegerModel } from "../integer-model.ts";
import { startDraft } from "./draft.ts";
import { addPeople } from "./people.ts";
import { addRooms } from "./rooms.ts";
import { addSelections } from "./selections.ts";
import { addLessons, addRelations } from "./times.ts";

/**
 * A problem's binding rules as a linear model in yes-or-no columns. Every timetable of the problem is a choice of the
 * model, so a model without choice proves that there is no timetable. The other way round a few rules are weaker here
 * than in the judge (rest over empty days, the third of three grouped lessons, changes back to a room): whoever needs
 * a timetable asks the judge about what `read` gives.
 */
export function modelOf(facts: Facts): {
  readonly model: IntegerModel;
  /** The times that a choice stands for; rooms are left open. */
  readonly read: (values: ArrayLike<number>) => Solution;
} {
  const draft = startDraft(facts);
  addLessons(draft);
  addRelations(draft);
  addPeople(draft);
  addSelections(draft);
  addRooms(draft);
  return {
    model: draft.builder.model(),
    read(values) {
      const solution = emptySolution(facts.problem);
      draft.startColumns.forEach((columns, activity) => {
        const chosen = columns.findIndex((column) => values[column]! > 0.5);
        solution.slot[activity] = facts.starts[activity]![chosen] ?? -1;
      });
      return solution;
    },
  };
}
