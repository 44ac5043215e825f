import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { settings } from "../server/core/config.ts";
import { settingsFile, settingsPage } from "./settings-table.ts";

test("docs/settings.md is what `node scripts/settings-table.ts` writes", () => {
  expect(readFileSync(settingsFile, "utf8")).toBe(settingsPage());
});

test("every setting says what it means, in one line that a table can hold", () => {
  for (const [name, schema] of Object.entries(settings)) {
    expect(schema.description, name).toMatch(/^[A-Z][^|\n]+\.$/);
  }
});
