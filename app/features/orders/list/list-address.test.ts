import { expect, test } from "vitest";
import { isFiltered, newestFirst, readAddress, readDays, writeAddress } from "./list-address.ts";
import { dayBefore, endOfDay, startOfDay } from "./school-day.ts";

const read = (text: string) => readAddress(new URLSearchParams(text));

test("an empty address shows all orders, newest first", () => {
  expect(isFiltered(read(""))).toBe(false);
  expect(read("").sort).toEqual(newestFirst);
});

test("what an address says comes back the same", () => {
  const text = "q=uniform&status=PENDING%2CSHIPPED&from=2026-11-01&to=2026-11-21&stuck=1&sort=total";
  expect(writeAddress(read(text)).toString()).toBe(text);
});

test("nonsense in an address is left out rather than sent on", () => {
  const read2 = read("status=LOST,PENDING&store=1;drop&from=yesterday&sort=-password");
  expect(read2).toMatchObject({ status: ["PENDING"], storeId: null, from: null, sort: newestFirst });
});

test("another order of the rows alone is no filter", () => {
  expect(isFiltered(read("sort=total"))).toBe(false);
  expect(isFiltered(read("stuck=1"))).toBe(true);
});

test("figures are of 30 days unless 7 or 90 are asked for", () => {
  expect([readDays(new URLSearchParams("days=7")), readDays(new URLSearchParams("days=8"))]).toEqual([7, 30]);
});

test("a day begins and ends where the school is", () => {
  expect(startOfDay("2026-11-21", "Asia/Amman")).toBe("2026-11-20T21:00:00.000Z");
  expect(endOfDay("2026-11-21", "America/New_York")).toBe("2026-11-22T05:00:00.000Z");
});

test("the day on which clocks change is an hour shorter", () => {
  const length =
    Date.parse(endOfDay("2026-03-29", "Europe/Berlin")) -
    Date.parse(startOfDay("2026-03-29", "Europe/Berlin"));
  expect(length).toBe(23 * 3_600_000);
});

test("yesterday is counted from the school's today, not from UTC's", () => {
  expect(dayBefore(1, "Pacific/Auckland", new Date("2026-11-20T23:00:00Z"))).toBe("2026-11-20");
});
