import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sql } from "../../../core/db/sql.ts";
import { findStock } from "../stock/queries.ts";
import { fetFiles, readFetFile } from "../testing/fet-files.ts";
import { openTestSchool, type TestSchool } from "../testing/school.ts";
import { lesson, limit, small } from "../testing/small-file.ts";
import { itemKinds, maxFileBytes } from "./schema.ts";
import { applyImport, previewImport } from "./service.ts";

let school: TestSchool;
beforeAll(async () => {
  school = await openTestSchool();
});
afterAll(() => school.close());

type Who = Parameters<TestSchool["as"]>[0];
const input = (content: string, fileName = "small.fet") => ({ schoolId: school.schoolId, fileName, content });
const preview = (content: string, who: Who = "timetabler") =>
  school.as(who, (ctx) => previewImport(ctx, input(content)));
const apply = (content: string, missing: "remove" | "keep" = "remove", who: Who = "timetabler") =>
  school.as(who, (ctx) => applyImport(ctx, { ...input(content), missing }));
const stock = async () => {
  const found = await school.as("timetabler", (ctx) => findStock(ctx.db, school.schoolId));
  if (!found) throw new Error("The school is not there");
  return found;
};

describe("importing a file", () => {
  test("a preview counts what would come in and writes nothing", async () => {
    const before = await stock();
    const seen = await preview(small());
    expect(seen).toMatchObject({ usable: true, institution: "Small", mode: "official", issues: [] });
    expect(seen.changes.lessons).toMatchObject({ added: 2, updated: 0, unchanged: 0, missing: 0 });
    expect(seen.changes.rules.added).toBe(4);
    expect(await stock()).toEqual(before);
  });

  test("a second time changes nothing and keeps every row", async () => {
    await apply(small());
    const first = await stock();
    const again = await apply(small());
    for (const kind of itemKinds)
      expect({ kind, ...again.changes[kind] }).toMatchObject({ kind, added: 0, updated: 0, missing: 0 });
    expect(await stock()).toEqual(first);
  });

  test("a changed file updates the rows it had made, and what it no longer has goes", async () => {
    await apply(small());
    const before = await stock();
    const ann = before.teachers.find(({ name }) => name === "Ann");
    const changed = small({ teachers: ["Ann"], lessons: lesson(1, "Ann"), rules: limit("Ann", 3) });
    const { changes } = await apply(changed);
    expect(changes.teachers).toMatchObject({ unchanged: 1, missing: 1, examples: { missing: ["Bob"] } });
    expect(changes.rules).toMatchObject({ updated: 1, missing: 1 });
    const after = await stock();
    expect(after.teachers).toEqual([ann]);
    expect(after.rules.map(({ params }) => params)).toContainEqual({ teacher: ann?.id, maxGaps: 3 });
  });

  test("`keep` leaves beside it what the file does not have", async () => {
    await apply(small());
    await apply(small({ teachers: ["Ann"], lessons: lesson(1, "Ann"), rules: "" }), "keep");
    const after = await stock();
    expect(after.teachers.map(({ name }) => name).sort()).toEqual(["Ann", "Bob"]);
    expect(after.lessons).toHaveLength(2);
  });

  test("a teacher who was gone and returns is the same person", async () => {
    await apply(small());
    const bob = (await stock()).teachers.find(({ name }) => name === "Bob");
    await apply(small({ teachers: ["Ann"], lessons: lesson(1, "Ann"), rules: "" }));
    await apply(small());
    expect((await stock()).teachers.find(({ name }) => name === "Bob")?.id).toBe(bob?.id);
  });

  test("bands between periods stay after the same number of periods", async () => {
    await apply(small());
    await school.as("timetabler", async ({ db }) => {
      await db.run(sql`update periods set position = position * 2 where school_id = ${school.schoolId}`);
      await db.run(sql`
        insert into periods (school_id, position, name, is_break) values (${school.schoolId}, 1, 'Break', true)`);
    });
    await apply(small({ hours: ["08:00 - 08:45", "09:00 - 09:45", "10:00 - 10:45"] }));
    const rows = await school.as("timetabler", ({ db }) =>
      db.rows(sql`
        select name, starts_at as "startsAt" from periods
        where school_id = ${school.schoolId} and deleted_at is null order by position`),
    );
    expect(rows).toEqual([
      { name: "08:00 - 08:45", startsAt: "08:00:00" },
      { name: "Break", startsAt: null },
      { name: "09:00 - 09:45", startsAt: "09:00:00" },
      { name: "10:00 - 10:45", startsAt: "10:00:00" },
    ]);
  });

  test("names with its line whatever it leaves out", async () => {
    const rules = `${limit("Nobody", 1)}<ConstraintOfTheMoon><Weight_Percentage>100</Weight_Percentage></ConstraintOfTheMoon>`;
    const { issues, changes } = await apply(
      small({ lessons: lesson(1, "Ann") + lesson(2, "Ann", "Alchemy"), rules }),
    );
    expect(issues).toContainEqual(
      expect.objectContaining({ code: "unknown-name", element: "Activity", line: expect.any(Number) }),
    );
    expect(issues).toContainEqual(expect.objectContaining({ element: "ConstraintTeacherMaxGapsPerWeek" }));
    expect(issues).toContainEqual(
      expect.objectContaining({ code: "unknown-constraint", element: "ConstraintOfTheMoon" }),
    );
    expect(changes.lessons.unchanged + changes.lessons.updated).toBe(1);
  });

  test("two at once add nothing twice", async () => {
    await Promise.all([apply(small()), apply(small())]);
    const after = await stock();
    expect(after.teachers).toHaveLength(2);
    expect(after.lessons).toHaveLength(2);
    expect(after.rules).toHaveLength(4);
  });
});

describe("refusing a file", () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE fet [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
    <fet version="6.8.5"><Institution_Name>&b;</Institution_Name></fet>`;
  test.each([
    ["an entity bomb", bomb, "doctype-refused"],
    ["a page", "<html><body>Not found</body></html>", "not-fet"],
    ["a broken file", "<fet version='6.8.5'><Days_List>", "not-xml"],
    ["30 MB of nonsense", "x".repeat(30 * 1024 * 1024), "not-xml"],
  ])("%s is refused at once, with the reason", async (_, content, code) => {
    const started = performance.now();
    await expect(preview(content)).rejects.toMatchObject({
      code: "INVALID",
      reason: "timetable.file_unusable",
      details: { issue: { code } },
    });
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  test("a file above the limit is refused by the field and the limit", async () => {
    await expect(preview("x".repeat(40 * 1024 * 1024))).rejects.toMatchObject({
      reason: "http.too_large",
      details: { field: "content", limit: maxFileBytes },
    });
  });

  test("a file without days is shown and cannot be applied", async () => {
    const empty = "<fet version='6.8.5'></fet>";
    expect(await preview(empty)).toMatchObject({ usable: false });
    await expect(apply(empty)).rejects.toMatchObject({ reason: "timetable.file_unusable" });
  });

  test("another file than the one that was looked at is not applied", async () => {
    const { fileHash } = await preview(small());
    await expect(
      school.as("timetabler", (ctx) =>
        applyImport(ctx, { ...input(small({ teachers: ["Eve"] })), missing: "remove", fileHash }),
      ),
    ).rejects.toMatchObject({ code: "CONFLICT", reason: "timetable.file_changed" });
  });

  test.each(["teacher", "pupil", "guardian", "stranger"] as const)("a %s imports nothing", async (who) => {
    const before = await stock();
    await expect(preview(small(), who)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(apply(small({ teachers: ["Mallory"] }), "remove", who)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await stock()).toEqual(before);
  });
});

// stock/model.db.test.ts takes every file; these are one of each format
const sample = ["Hopwood.fet", "MHS_July2.fet", "sample-morocco.fet", "puris_2020-2021_9_01.fet"].filter(
  (name) => fetFiles.includes(name),
);
describe.skipIf(sample.length === 0)("importing one real school over another", () => {
  test.each(sample)("%s leaves nothing of the one before and no change for a second time", async (name) => {
    await apply(readFetFile(name));
    const again = await preview(readFetFile(name));
    for (const kind of itemKinds)
      expect({ kind, ...again.changes[kind] }).toMatchObject({ kind, added: 0, updated: 0, missing: 0 });
  });
});
