import { expect, test } from "vitest";
import { ruleKinds } from "../../../../server/domains/school/rules/kinds/schema.ts";
import { catalogue } from "../../../../server/domains/timetable/fet/catalogue/catalogue.ts";
import { kindOf, scopeOf, spelledOut } from "./rule-words.ts";

test("every type of the file format is said in words", () => {
  const silent = [...catalogue.keys()].filter((type) => kindOf(type) === null);
  expect(silent).toEqual([]);
});

test("the form for each kind asks for exactly the parameters that the engine knows", () => {
  for (const { type, soft, params } of ruleKinds) {
    const spec = catalogue.get(type);
    const ours = params.map((param) => param.name);
    const theirs = (spec?.fields ?? []).filter((field) => field.shape !== "flag" || ours.includes(field.key));
    expect(theirs.map((field) => field.key).sort(), type).toEqual([...ours].sort());
    expect(spec?.soft, type).toBe(soft);
  }
});

test("scopes tell one from all", () => {
  expect(["TeacherMaxGapsPerWeek", "TeachersMaxGapsPerWeek"].map(scopeOf)).toEqual(["teacher", "teachers"]);
  expect(["StudentsSetMaxGapsPerDay", "StudentsMaxGapsPerDay"].map(scopeOf)).toEqual(["class", "classes"]);
  expect(scopeOf("RoomNotAvailableTimes")).toBe("room");
  expect(scopeOf("MinDaysBetweenActivities")).toBe("lessons");
});

test("an unknown type is spelled out", () => {
  expect(spelledOut("TeachersNoTwoConsecutiveDays")).toBe("Teachers No Two Consecutive Days");
});
