import { createFormatter, createTranslator } from "use-intl/core";
import { expect, test } from "vitest";
import { shownFields } from "#server/domains/orders/process/merge.ts";
import { catalogs } from "../../../i18n/catalog.server.ts";
import { sayTitle } from "./story-title.ts";
import { sayChange, storyFields, type Tools } from "./story-values.ts";

const toolsOf = (locale: "en" | "ar", currency = "EUR") => ({
  t: createTranslator({ locale, messages: catalogs[locale], namespace: "orders" }) as unknown as Tools["t"],
  format: createFormatter({ locale, timeZone: "UTC" }) as Tools["format"],
  failureOf: ({ error }: { error: string }) => `<${error}>`,
  currency,
});
const say = (field: string, before: unknown, after: unknown) =>
  sayChange({ field, before, after }, toolsOf("en"));

test("every field that a sync or a person may change has a name in both languages", () => {
  for (const field of [...shownFields, "lines", "notes"].filter((one) => one !== "linesHash")) {
    expect(Object.keys(storyFields)).toContain(field);
    for (const locale of ["en", "ar"] as const)
      expect(sayChange({ field, before: null, after: null }, toolsOf(locale)).label).not.toBe(field);
  }
});

test("amounts, moments and words of the shop are written as people say them", () => {
  expect(say("total", 0, 59_894)).toEqual({ label: "Total", before: "€0.00", after: "€598.94" });
  expect(say("shippedAt", null, "2026-09-01T08:30:00Z")).toMatchObject({
    before: "nothing",
    after: expect.stringMatching(/^Sep 1, 2026, 8:30/),
  });
  expect(say("financialStatus", "pending", "paid")).toMatchObject({
    before: "payment pending",
    after: "paid",
  });
  expect(say("statusReason", "not_paid", "person")).toMatchObject({ after: "set by the office" });
  expect(say("syncState", "pushing", "failed")).toMatchObject({
    after: "The shop refused the last change",
  });
  expect(say("problem", null, "orders.shop_away")).toMatchObject({ after: "<orders.shop_away>" });
});

test("of items and addresses only the change is told, and a new order had no status before", () => {
  expect(say("lines", null, null)).toEqual({ label: "Items", before: null, after: null });
  expect(say("customerName", null, null)).toEqual({ label: "Customer", before: null, after: null });
  expect(say("status", null, "PENDING")).toEqual({ label: "Status", before: null, after: "Pending" });
});

type Params = Record<string, unknown>;
function titleOf(title: string, params: Params, locale: "en" | "ar" = "en") {
  const messages = catalogs[locale];
  return sayTitle({ title, kind: "job", params }, {
    t: createTranslator({ locale, messages, namespace: "orders.story" }),
    queue: createTranslator({ locale, messages, namespace: "shop.queueReasons" }),
    failureOf: ({ error }: { error: string }) => `<${error}>`,
  } as unknown as Parameters<typeof sayTitle>[1]);
}

test("a sentence tells who, what and why", () => {
  expect(titleOf("enrolment.enrolled", { pupil: "Ivy Shah", course: "Chess", reason: "" })).toBe(
    "Ivy Shah was enrolled in Chess",
  );
  expect(titleOf("enrolment.waiting", { course: "Chess", named: "", reason: "not_named" })).toBe(
    "A place in Chess waits for the office. The order names no pupil.",
  );
  expect(titleOf("enrolment.undone", { pupil: "Ivy Shah", course: "Chess", reason: "place_refunded" })).toBe(
    "The place of Ivy Shah in Chess was taken back. The place was refunded.",
  );
  expect(titleOf("push.failed", { status: "SHIPPED", reason: "orders.shop_away" })).toBe(
    "The shop would not take the change. <orders.shop_away>",
  );
  expect(titleOf("push.done", { status: "DELIVERED" })).toBe("The shop was told that it has arrived");
  expect(titleOf("job.stuck", { days: 9 })).toBe("Has not moved for 9 days");
  expect(titleOf("bulk.saved", { count: 12 })).toBe("Status set for 12 orders at once");
});

test("a sentence stands without its facts, and what has none says its kind", () => {
  for (const title of Object.keys(catalogs.en.orders.story.titles))
    for (const locale of ["en", "ar"] as const)
      expect(titleOf(title.replace("_", "."), {}, locale)).not.toMatch(/none|undefined|titles\./);
  expect(titleOf("something.new", {})).toBe("Job");
});
