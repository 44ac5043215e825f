import { beforeAll, expect, test } from "vitest";
import type { Body } from "../solver/constraints/testing/scene.ts";
import type { ExactSolver } from "../solver/explain/integer-model.ts";
import { bindingRules } from "../solver/explain/restrict.ts";
import { smallestSet } from "../solver/explain/smallest.ts";
import { school } from "../solver/explain/testing/scene.ts";
import { loadExactSolver } from "./highs.ts";

let exact: ExactSolver;
beforeAll(async () => {
  exact = await loadExactSolver();
});

const held = (activity: number, ...slots: number[]): Body => ({
  kind: "preferredStartingTimes",
  activities: [activity],
  slots,
});
/** Two days of three hours; a lesson in the middle of each leaves a double lesson no place. */
const middles = [1, 4];
const single = { subgroups: [0] };
const crowded = school(
  [single, single, single, { ...single, duration: 2 }],
  [held(0, ...middles), held(1, ...middles), held(2, ...middles)],
);
const rules = bindingRules(crowded);

test("Where a rule less is impossible still, though only the exact model of a week shows it, the fewer rules are named", () => {
  const means = { exact, exactSeconds: 10, exactColumns: 1_000, secondsLeft: () => 20 };
  // Three lessons in two slots are what the check sees; any two of them and the double lesson are enough.
  const found = smallestSet(crowded, [0, 1, 2], rules, means);
  expect(found?.rules).toHaveLength(2);
  expect(found).toMatchObject({
    minimal: "school",
    proof: { reason: { kind: "week", who: { of: "subgroups", id: 0 } } },
  });
  expect(found?.proof.activities).toContain(3);
});

test("Without the exact model the rules that are known stay, and are not called smallest for the school", () => {
  const means = { exact: null, exactSeconds: 0, exactColumns: 1_000, secondsLeft: () => 20 };
  const found = smallestSet(crowded, [0, 1, 2], rules, means);
  expect(found?.rules).toHaveLength(3);
  expect(found?.minimal).toBe("part");
});

test("When the time is over before a smaller set is shrunk, the rules that are known stay", () => {
  let seconds = 20;
  /** Proves what it is asked first: that two of the lessons leave no place for the double one. Then the time is over. */
  const once: ExactSolver = (model, limit) => {
    const answer = exact(model, limit);
    if (answer.is === "impossible") seconds = 0;
    return answer;
  };
  const means = { exact: once, exactSeconds: 10, exactColumns: 1_000, secondsLeft: () => seconds };
  const found = smallestSet(crowded, [0, 1, 2], rules, means);
  expect(found?.rules).toHaveLength(3);
  expect(found?.minimal).toBe("unknown");
});
