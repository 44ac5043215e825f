import { expect, test } from "vitest";
import { compare } from "./compare.ts";
import { evaluate } from "./evaluate.ts";
import { shareByPeople } from "./evaluate-people.ts";
import { randomProblem } from "./search/testing/random-problem.ts";
import { solve } from "./solve.ts";

const problem = randomProblem(12);
const left = solve(problem, { seed: 1, iterations: 200 }).solution;
const right = solve(problem, { seed: 2, iterations: 20_000 }).solution;

test("both sides of a comparison add up to what the judge says of each timetable", () => {
  const { totals, rules, teachers } = compare(problem, left, right);
  const judged = { left: evaluate(problem, left), right: evaluate(problem, right) };
  for (const side of ["left", "right"] as const) {
    expect(totals[side].hard).toBe(judged[side].hard);
    expect(totals[side].soft).toBeCloseTo(judged[side].soft, 9);
    expect(rules.reduce((sum, rule) => sum + rule[side].hard, 0)).toBe(judged[side].hard);
    expect(rules.reduce((sum, rule) => sum + rule[side].soft, 0)).toBeCloseTo(judged[side].soft, 6);
    const shares = shareByPeople(problem, judged[side]).byTeacher;
    for (const { id, soft } of shares) {
      expect(teachers.find((teacher) => teacher.id === id)?.[side].soft).toBeCloseTo(soft, 9);
    }
  }
});

test("what differs most comes first, and what moved is listed", () => {
  const { rules, moved } = compare(problem, left, right);
  const differences = rules.map(
    (rule) => 1e6 * Math.abs(rule.left.hard - rule.right.hard) + Math.abs(rule.left.soft - rule.right.soft),
  );
  expect(differences).toEqual([...differences].sort((a, b) => b - a));
  expect(moved.length).toBeGreaterThan(0);
  for (const activity of moved) {
    const at = [left.slot[activity], left.room[activity]];
    expect([right.slot[activity], right.room[activity]]).not.toEqual(at);
  }
});

test("a timetable compared with itself differs in nothing", () => {
  const { rules, moved, totals } = compare(problem, left, left);
  expect(moved).toEqual([]);
  expect(totals.left).toEqual(totals.right);
  for (const rule of rules) expect(rule.left).toEqual(rule.right);
});
