import { expect, test } from "vitest";
import { daysUpTo, reckonFigures } from "./reckon.ts";

const today = "2026-03-01";
const placed = (day: string, orders: number, revenue: number, currency = "EUR") => ({
  day,
  currency,
  orders,
  revenue,
});
const moved = (day: string, shipped: number, delivered = 0, waited = 0) => ({
  day,
  shipped,
  delivered,
  waited,
});
const card = (figures: ReturnType<typeof reckonFigures>, key: string) =>
  figures.cards.find((one) => one.key === key);

test("the days run without a gap, over the end of a month", () => {
  expect(daysUpTo(today, 3)).toEqual(["2026-02-27", "2026-02-28", "2026-03-01"]);
});

test("orders are counted beside the same number of days before", () => {
  const figures = reckonFigures(today, 7, [placed("2026-03-01", 4, 0), placed("2026-02-20", 9, 0)], []);
  expect(card(figures, "orders")).toMatchObject({ value: 4, before: 9 });
  expect(card(figures, "orders")?.series).toHaveLength(7);
});

test("revenue is of the currency most orders are in, and never adds two currencies", () => {
  const figures = reckonFigures(
    today,
    7,
    [
      placed(today, 5, 5_000),
      placed(today, 1, 900_000, "JPY"),
      placed("2026-02-28", 1, 100),
      placed("2026-02-20", 2, 100, "USD"),
    ],
    [],
  );
  expect(figures.currency).toBe("EUR");
  expect(figures.elsewhere).toBe(1);
  expect(card(figures, "revenue")).toMatchObject({ value: 5_100 });
  expect(card(figures, "orders")).toMatchObject({ value: 7 });
});

test("parcels on their way are those that left and have not arrived, also from long before", () => {
  const figures = reckonFigures(
    today,
    7,
    [],
    [moved("", 10, 4), moved("2026-02-28", 3), moved(today, 0, 2, 6)],
  );
  const shipments = card(figures, "activeShipments");
  expect(shipments).toMatchObject({ value: 7, before: 6 });
  expect(shipments?.series.slice(-2).map(({ value }) => value)).toEqual([9, 7]);
});

test("an average delivery is over parcels, not over days, and unknown while none arrived", () => {
  const figures = reckonFigures(today, 7, [], [moved(today, 0, 1, 1), moved("2026-02-28", 0, 3, 15)]);
  expect(card(figures, "averageDelivery")).toMatchObject({ value: 4, before: null });
});
