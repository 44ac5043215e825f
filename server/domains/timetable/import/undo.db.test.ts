import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sql } from "../../../core/db/sql.ts";
import { findStock } from "../stock/queries.ts";
import { fetFiles, readFetFile } from "../testing/fet-files.ts";
import { openTestSchool, type TestSchool } from "../testing/school.ts";
import { lesson, limit, small } from "../testing/small-file.ts";
import { applyImport, listImports, undoImport } from "./service.ts";

let school: TestSchool;
beforeAll(async () => {
  school = await openTestSchool();
});
afterAll(() => school.close());

type Who = Parameters<TestSchool["as"]>[0];
const apply = (content: string, missing: "remove" | "keep" = "remove") =>
  school.as("timetabler", (ctx) =>
    applyImport(ctx, { schoolId: school.schoolId, fileName: "small.fet", content, missing }),
  );
const undo = (importId: string, who: Who = "timetabler") =>
  school.as(who, (ctx) => undoImport(ctx, { importId }));
const stock = () => school.as("timetabler", (ctx) => findStock(ctx.db, school.schoolId));
const imports = () => school.as("timetabler", (ctx) => listImports(ctx, { schoolId: school.schoolId }));
const system = (statement: ReturnType<typeof sql>) => school.as("system", ({ db }) => db.run(statement));

/** Differs from the small school in all that an import can change: rows, links, the week, its mode and the rules. */
const other = small({
  teachers: ["Ann", "Eve"],
  hours: ["08:00 - 08:45", "10:00 - 10:45", "11:00 - 11:45"],
  lessons: lesson(1, "Eve") + lesson(3, "Ann", "Maths"),
  rules: limit("Ann", 3) + limit("Eve", 1),
}).replace("<Institution_Name>", "<Mode>Mornings-Afternoons</Mode><Institution_Name>");

beforeEach(async () => {
  await apply(small());
});

describe("taking an import back", () => {
  test("leaves the school exactly as it was: added rows go, changed and removed ones return with their links", async () => {
    const before = await stock();
    const { importId } = await apply(other);
    expect(await stock()).not.toEqual(before);
    expect(await undo(importId)).toEqual({ importId, fileName: "small.fet" });
    expect(await stock()).toEqual(before);
  });

  test("keeps what the import had left beside the file", async () => {
    const before = await stock();
    const { importId } = await apply(other, "keep");
    await undo(importId);
    expect(await stock()).toEqual(before);
  });

  test("brings back the bands between periods and hides a teacher again who had been removed before", async () => {
    await system(sql`
      insert into periods (school_id, position, name, is_break) values (${school.schoolId}, 1, 'Break', true)`);
    await apply(small({ teachers: ["Ann"], lessons: lesson(1, "Ann"), rules: "" }));
    const before = await stock();
    const bands = () =>
      school.as("timetabler", ({ db }) =>
        db.rows(
          sql`select id, position from periods where school_id = ${school.schoolId} and is_break and deleted_at is null`,
        ),
      );
    const band = await bands();
    const { importId } = await apply(
      other.replaceAll("Eve", "Bob").replaceAll("08:00 - 08:45", "07:00 - 07:45"),
    );
    await undo(importId);
    expect(await stock()).toEqual(before);
    expect(await bands()).toEqual(band);
  });

  test.each(fetFiles.slice(0, 2))("of the real file %s leaves nothing of it", async (file) => {
    const before = await stock();
    const { importId } = await apply(readFetFile(file));
    await undo(importId);
    expect(await stock()).toEqual(before);
  });

  test("is possible once, and only for the latest", async () => {
    const first = await apply(other);
    const second = await apply(small());
    expect((await imports()).slice(0, 2)).toMatchObject([
      { id: second.importId, undoable: true, undoneAt: null },
      { id: first.importId, undoable: false, undoneAt: null },
    ]);
    const refusal = { code: "CONFLICT", reason: "timetable.import_not_undoable" };
    await expect(undo(first.importId)).rejects.toMatchObject(refusal);
    await undo(second.importId);
    expect((await imports())[0]).toMatchObject({ undoable: false, undoneAt: expect.anything() });
    await expect(undo(second.importId)).rejects.toMatchObject(refusal);
  });

  test("is refused, and changes nothing, when somebody has edited what it wrote", async () => {
    const { importId } = await apply(other);
    await system(sql`
      update teachers set comments = 'Mine', version = version + 1
      where school_id = ${school.schoolId} and name = 'Eve' and deleted_at is null`);
    const edited = await stock();
    await expect(undo(importId)).rejects.toMatchObject({
      code: "CONFLICT",
      reason: "timetable.import_changed_since",
      details: { table: "teachers", changed: 1 },
    });
    expect(await stock()).toEqual(edited);
  });

  test.each(["teacher", "stranger"] as const)("is not for a %s", async (who) => {
    const { importId } = await apply(other);
    const after = await stock();
    await expect(undo(importId, who)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await stock()).toEqual(after);
  });
});
