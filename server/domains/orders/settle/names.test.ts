import { expect, test } from "vitest";
import { namedPupils } from "./names.ts";

test.each(["Pupil", "pupil name", "Student e-mail", "Child's name", "student_name", "Pupil 1", "اسم الطالب"])(
  "a field called %s names the pupil",
  (name) => {
    expect(namedPupils([{ name, value: "Ivy Shah" }], [])).toEqual(["Ivy Shah"]);
  },
);

test("the line's own fields count before the order's, and one value may name several", () => {
  const attributes = [{ name: "Pupil", value: "Of the order" }];
  expect(namedPupils([{ name: "Pupils size", value: "M" }], attributes)).toEqual(["Of the order"]);
  expect(namedPupils([{ name: "Pupil", value: "Ivy Shah; Omar Shah\nLea Shah" }], attributes)).toEqual([
    "Ivy Shah",
    "Omar Shah",
    "Lea Shah",
  ]);
});
