import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { catalogs } from "./catalog.server.ts";
import { textsOf } from "./testing/texts.ts";

/**
 * Areas whose keys are data: kinds of rules, remarks of the file reader, reasons of refusals. Pages look them up with
 * `t.has` and say something general for what has no text, so no source names each of them.
 */
const lookedUp = [
  "audit.fields",
  "audit.things",
  "audit.verbs",
  "fileIssues",
  "identity.errors",
  "orders.fee",
  "orders.problems",
  "ruleKinds",
  "runs.phases",
  "runs.reasons",
  "runs.tasks",
  "school.errors",
  "school.fields",
  "school.reasons",
  "shop.failureReasons",
  "shop.fieldErrors",
  "shop.queueReasons",
  "shop.troubles",
  "timetable.problems",
];

const sources = globSync(["app/**/*.{ts,tsx}", "server/domains/**/{schema,words/schema}.ts"])
  .filter((file) => !/\/(i18n\/messages|e2e)\/|\.test\.tsx?$/.test(file))
  .map((file) => readFileSync(file, "utf8"))
  .join("\n");

/** What stands in quotes or as the key of an object literal: keys are named by their ends, `t("tabs.profile")`. */
const words = new Set([
  ...[...sources.matchAll(/["'`]([\w.-]+)["'`]/g)].map(([, word]) => word ?? ""),
  ...[...sources.matchAll(/\b([\w-]+)\??:/g)].map(([, word]) => word ?? ""),
]);
/** What stands in a template before, and after, something that is filled in. */
const [before, after] = [/[`}]([\w.]*\.)\w*\$\{/g, /\}([\w.]+)`/g].map(
  (pattern) => new Set([...sources.matchAll(pattern)].map(([, part]) => part ?? "")),
);

/** Whether some source can name the key: by its end, or by what stands around something filled in. */
function isNamed(key: string): boolean {
  const parts = key.split(".");
  const ends = parts.map((_, index) => parts.slice(index).join("."));
  const starts = parts.slice(0, -1).map((_, index) => `${parts.slice(index, -1).join(".")}.`);
  return (
    ends.some((end) => words.has(end)) ||
    starts.some((start) => before?.has(start)) ||
    [...(after ?? [])].some((end) => key.endsWith(end)) ||
    lookedUp.some((area) => key.startsWith(`${area}.`))
  );
}

test("every text is said somewhere", () => {
  expect([...textsOf(catalogs.en).keys()].filter((key) => !isNamed(key))).toEqual([]);
});

test("every area that is looked up exists", () => {
  const areas = new Set([...textsOf(catalogs.en).keys()].map((key) => key.slice(0, key.lastIndexOf("."))));
  const missing = lookedUp.filter((area) => ![...areas].some((one) => `${one}.`.startsWith(`${area}.`)));
  expect(missing).toEqual([]);
});

test("every text that a page names by its whole key is there, in both languages", () => {
  const [english, arabic] = [catalogs.en, catalogs.ar].map((one) => new Set([...textsOf(one).keys()]));
  const areas = Object.keys(catalogs.en);
  const named = [...sources.matchAll(/\bt\("([a-z]\w*(?:\.\w+)+)"/g)].map(([, key]) => key ?? "");
  const whole = named.filter((key) => areas.includes(key.split(".")[0] ?? ""));
  const known = (key: string) => [...(english ?? [])].some((one) => one === key || one.endsWith(`.${key}`));
  expect(whole.filter((key) => !known(key))).toEqual([]);
  expect([...(english ?? [])].filter((key) => !arabic?.has(key))).toEqual([]);
});
