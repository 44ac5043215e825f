import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sql } from "../../../core/db/sql.ts";
import { findStock } from "../stock/queries.ts";
import { fetFiles, readFetFile } from "../testing/fet-files.ts";
import { openTestSchool, type TestSchool } from "../testing/school.ts";
import { itemKinds } from "./schema.ts";
import { applyImport, previewImport } from "./service.ts";

let school: TestSchool;
beforeAll(async () => {
  school = await openTestSchool();
});
afterAll(() => school.close());

const input = (fileName: string, content: string, schoolId = school.schoolId) => ({ schoolId, fileName, content });
const apply = (fileName: string, content = readFetFile(fileName), missing: "remove" | "keep" = "remove") =>
  school.as("timetabler", (ctx) => applyImport(ctx, { ...input(fileName, content), missing }));

describe.skipIf(fetFiles.length === 0)("importing real schools' files", () => {
  test.each(fetFiles)("%s comes in whole, and a second time changes nothing", async (name) => {
    const started = performance.now();
    const first = await apply(name);
    console.log(name, Math.round(performance.now() - started), "ms", first.issueCount, JSON.stringify(first.issues.slice(0, 3)));
    const again = await apply(name);
    for (const kind of itemKinds) {
      expect({ kind, ...again.changes[kind], unchanged: 0 }).toMatchObject({ kind, added: 0, updated: 0, missing: 0 });
    }
  });
});
