import { expect, test } from "vitest";
import { lessonQuery, withParam } from "./lesson-query.ts";

const id = "7f9c24e5-2f4c-4b1e-9d5a-0c6a1f0e4b11";

test("an address without questions asks for the first page by subject", () => {
  expect(lessonQuery(new URLSearchParams())).toEqual({
    sort: "subject",
    direction: "asc",
    limit: 200,
    filter: {},
  });
});

test("what is no id, no sort and no state is left out", () => {
  const query = lessonQuery(new URLSearchParams(`teacherId=me&setId=${id}&active=perhaps&sort=weight`));
  expect(query).toMatchObject({ sort: "subject", filter: { setId: id } });
  expect(query.filter).not.toHaveProperty("teacherId");
  expect(query.filter).not.toHaveProperty("active");
});

test("a changed filter starts the list over", () => {
  const next = withParam(new URLSearchParams(`cursor=abc&q=art&setId=${id}`), {
    setId: null,
    sort: "teacher",
  });
  expect(String(next)).toBe("q=art&sort=teacher");
});
