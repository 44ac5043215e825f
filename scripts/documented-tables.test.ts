import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { AnyProcedure } from "@trpc/server";
import { expect, test } from "vitest";
import { roles } from "../server/core/auth.ts";
import { schoolTopics, topicTables } from "../server/core/events.ts";
import { permissions } from "../server/core/permissions.ts";
import type { ProcedureMeta } from "../server/trpc/init.ts";
import { appRouter } from "../server/trpc/root.ts";

const page = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../docs/${name}`, import.meta.url)), "utf8");

/** The cells of each row of the table whose head begins with a word. */
function rowsOf(text: string, firstHead: string): string[][] {
  const from = text.split("\n").findIndex((line) => line.startsWith(`| ${firstHead} |`));
  const lines = text.split("\n").slice(from + 2);
  const end = lines.findIndex((line) => !line.startsWith("|"));
  return lines.slice(0, end).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const codes = (cell = ""): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code ?? "");

test("docs/security.md says who holds which permission, as the code does", () => {
  const rows = rowsOf(page("security.md"), "permission");
  const told = rows.flatMap(([names, ...ticks]) =>
    codes(names).map((name) => [name, roles.filter((_, place) => ticks[place] === "✓")]),
  );
  expect(told.map(([name]) => name).toSorted()).toEqual(Object.keys(permissions).toSorted());
  expect(Object.fromEntries(told)).toEqual(permissions);
});

type Row = { places: string[]; permissions: string[] };

/** `school.tags` `rooms` stands for all of both; `school` (`find` `names`) for these two. */
function routerRows(): Row[] {
  return rowsOf(page("api.md"), "router").map(([names = "", , allowed]) => {
    const [outer = "", inner] = names.split("(");
    const [first = "", ...beside] = codes(outer);
    const parent = first.split(".").slice(0, -1);
    const places = inner
      ? codes(inner).map((name) => `${first}.${name}`)
      : [first, ...beside.map((name) => [...parent, name].join("."))];
    return { places, permissions: codes(allowed) };
  });
}

const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, AnyProcedure>).map(
  ([path, { _def }]) => ({ path, access: (_def.meta as ProcedureMeta).access }),
);
const within = (path: string, place: string) => path === place || path.startsWith(`${place}.`);

test("docs/api.md names every procedure once, with the permission it asks for", () => {
  const rows = routerRows();
  const untold = procedures.filter(({ path, access }) => {
    const naming = rows.filter(({ places }) => places.some((place) => within(path, place)));
    return naming.length !== 1 || !naming[0]?.permissions.includes(access);
  });
  expect(untold).toEqual([]);
});

test("docs/api.md names no procedure and no permission that the router does not have", () => {
  for (const { places, permissions: told } of routerRows()) {
    const meant = procedures.filter(({ path }) => places.some((place) => within(path, place)));
    for (const place of places)
      expect([place, meant.some(({ path }) => within(path, place))]).toEqual([place, true]);
    expect([places, told.toSorted()]).toEqual([
      places,
      [...new Set(meant.map(({ access }) => access))].toSorted(),
    ]);
  }
});

test("docs/api.md names every topic", () => {
  const text = page("api.md").replaceAll("\n", " ");
  expect(text).toContain(`\`${topicTables.join("|")}/<id>\``);
  expect(text).toContain(`\`${Object.keys(schoolTopics).join("|")}/<school id>\``);
});
