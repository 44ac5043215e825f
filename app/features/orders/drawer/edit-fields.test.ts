import { expect, test } from "vitest";
import type { OrderRow } from "#server/domains/orders/schema.ts";
import {
  changesTo,
  clashing,
  differing,
  type EditValues,
  forcedUpdate,
  mergedUpdate,
  rebased,
} from "./edit-fields.ts";

const base: EditValues = {
  status: "CONFIRMED",
  trackingNumber: "",
  trackingCompany: "",
  notes: "Ring twice",
};
const server = { ...base, id: "order", version: 13, status: "SHIPPED" } as OrderRow;

test("only what was changed is sent, and blanks at the ends are no change", () => {
  expect(changesTo(base, { ...base, notes: " Ring twice ", trackingNumber: " JD014 " })).toEqual({
    trackingNumber: "JD014",
  });
});

test("a draft on a newer version keeps what was touched and follows the rest", () => {
  const draft = { ...base, notes: "Ring once" };
  expect(rebased(base, draft, server)).toEqual({ ...draft, status: "SHIPPED" });
});

test("two changes clash only in a field that both changed, and to different values", () => {
  const draft: EditValues = { ...base, status: "CANCELLED", notes: "Ring once" };
  expect(clashing(base, draft, server)).toEqual(["status"]);
  expect(clashing(base, { ...draft, status: "SHIPPED" }, server)).toEqual([]);
});

test("a mix is saved on top of the server's version, with what was picked of mine and nothing else", () => {
  const draft: EditValues = { ...base, status: "CANCELLED", notes: "Ring once" };
  expect(mergedUpdate(server, draft, { status: "theirs", notes: "yours" })).toEqual({
    id: "order",
    version: 13,
    notes: "Ring once",
  });
});

test("keeping all of mine sends every field, says what I saw and forces", () => {
  const draft: EditValues = { ...base, status: "CANCELLED" };
  expect(forcedUpdate(server, 12, draft)).toEqual({ id: "order", version: 12, ...draft, force: true });
  expect(differing(draft, server)).toEqual(["status"]);
});
