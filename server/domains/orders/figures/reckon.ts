import type { MovedDay, PlacedDay } from "./queries.ts";
import type { Figures } from "./schema.ts";

type Card = Figures["cards"][number];
type Series = Card["series"];

/** Days as `2026-11-21`, the last one `today`, oldest first. */
export function daysUpTo(today: string, count: number): string[] {
  const last = Date.parse(`${today}T00:00:00Z`);
  return Array.from({ length: count }, (_, step) =>
    new Date(last - (count - 1 - step) * 86_400_000).toISOString().slice(0, 10),
  );
}

/** The four figures of the last `count` days beside those of the days before, from what the days hold. */
export function reckonFigures(
  today: string,
  count: number,
  placed: readonly PlacedDay[],
  moved: readonly MovedDay[],
): Figures {
  const all = daysUpTo(today, 2 * count);
  const currency = mostUsed(placed);
  const orders = sums(placed, (day) => day.orders);
  const revenue = sums(
    placed.filter((day) => day.currency === currency),
    (day) => day.revenue,
  );
  const series = (values: ReadonlyMap<string, number>): Series =>
    all.map((day) => ({ day, value: values.get(day) ?? 0 }));
  const recent = new Set(all.slice(count));
  const elsewhere = placed.filter((day) => day.currency !== currency && recent.has(day.day));
  return {
    currency,
    elsewhere: elsewhere.reduce((sum, day) => sum + day.orders, 0),
    cards: [
      summed("orders", series(orders), count),
      standing("activeShipments", underway(all, moved), count),
      summed("revenue", series(revenue), count),
      averageDelivery(all, moved, count),
    ],
  };
}

function summed(key: Card["key"], series: Series, count: number): Card {
  const total = (part: Series) => part.reduce((sum, { value }) => sum + (value ?? 0), 0);
  return {
    key,
    value: total(series.slice(count)),
    before: total(series.slice(0, count)),
    series: series.slice(count),
  };
}

/** A number that stands at the end of each day: now, and at the end of the time before. */
const standing = (key: Card["key"], series: Series, count: number): Card => ({
  key,
  value: series.at(-1)?.value ?? 0,
  before: series[count - 1]?.value ?? 0,
  series: series.slice(count),
});

/** Parcels on their way at the end of each day. */
function underway(days: readonly string[], moved: readonly MovedDay[]): Series {
  const byDay = new Map(moved.map((day) => [day.day, day.shipped - day.delivered]));
  let now = byDay.get("") ?? 0;
  return days.map((day) => {
    now += byDay.get(day) ?? 0;
    return { day, value: now };
  });
}

function averageDelivery(days: readonly string[], moved: readonly MovedDay[], count: number): Card {
  const byDay = new Map(moved.map((day) => [day.day, day]));
  const average = (part: readonly string[]): number | null => {
    let [delivered, waited] = [0, 0];
    for (const day of part) {
      delivered += byDay.get(day)?.delivered ?? 0;
      waited += byDay.get(day)?.waited ?? 0;
    }
    return delivered === 0 ? null : Math.round((waited / delivered) * 10) / 10;
  };
  const recent = days.slice(count);
  return {
    key: "averageDelivery",
    value: average(recent),
    before: average(days.slice(0, count)),
    series: recent.map((day) => ({ day, value: average([day]) })),
  };
}

function sums(days: readonly PlacedDay[], of: (day: PlacedDay) => number): Map<string, number> {
  const found = new Map<string, number>();
  for (const day of days) found.set(day.day, (found.get(day.day) ?? 0) + of(day));
  return found;
}

function mostUsed(placed: readonly PlacedDay[]): string {
  const counts = new Map<string, number>();
  for (const { currency, orders } of placed) counts.set(currency, (counts.get(currency) ?? 0) + orders);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? "EUR";
}
