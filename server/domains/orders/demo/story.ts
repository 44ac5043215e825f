import { type DemoCurrency, demoCurrencies } from "./schema.ts";

/** The life of an invented order, as a real shop would tell it. Pure and seeded: the same story every time. */

export type StepKind =
  | "created"
  | "paid"
  | "noted"
  | "sent"
  | "delivered"
  | "cancelled"
  | "partly_refunded"
  | "refunded";
export type Step = {
  kind: StepKind;
  topic: string /** Seconds after the order was placed. */;
  after: number;
};
export type Story = {
  id: string;
  number: number;
  placedAt: number;
  currency: DemoCurrency;
  buyer: Buyer;
  goods: { sku: string; title: string; price: number; quantity: number; grams: number; ships: boolean }[];
  /** Off the goods, and what the shop takes for sending; minor units like the prices. */
  discount: number;
  sending: number;
  pupil: string | null;
  steps: Step[];
};
type Buyer = { id: string; first: string; last: string; email: string; city: string; country: string };

/** A small, fast generator (mulberry32); numbers from 0 up to 1. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const firsts = [
  "Amal",
  "Ben",
  "Chloé",
  "Dina",
  "Emre",
  "Fatima",
  "Grace",
  "Hugo",
  "Ines",
  "Jonas",
  "Khalid",
  "Lina",
];
const lasts = [
  "Abdi",
  "Bakker",
  "Costa",
  "de Vries",
  "Evans",
  "Farouk",
  "Garcia",
  "Haddad",
  "Ivanova",
  "Jansen",
];
const cities: readonly (readonly [string, string])[] = [
  ["Leiden", "NL"],
  ["Utrecht", "NL"],
  ["Antwerpen", "BE"],
  ["Köln", "DE"],
  ["Lille", "FR"],
];
const catalogue = [
  { sku: "SHIRT-S", title: "School shirt S", price: 2_450, grams: 250, ships: true },
  { sku: "SHIRT-M", title: "School shirt M", price: 2_450, grams: 270, ships: true },
  { sku: "JUMPER-M", title: "Jumper M", price: 3_995, grams: 480, ships: true },
  { sku: "PE-KIT", title: "PE kit", price: 3_250, grams: 520, ships: true },
  { sku: "MEALS-10", title: "Ten school meals", price: 4_500, grams: 0, ships: false },
  { sku: "TRIP-MUSEUM", title: "Museum trip", price: 1_850, grams: 0, ships: false },
  { sku: "COURSE-CHESS", title: "Chess club, autumn", price: 6_000, grams: 0, ships: false },
] as const;

const minute = 60;
const day = 86_400;

/** The story with a number: what was bought, by whom, and what became of it by `now` (milliseconds). */
export function storyOf(
  index: number,
  seed: number,
  placedAt: number,
  now: number,
  currency: DemoCurrency = "EUR",
): Story {
  const random = randomOf(seed * 7_919 + index * 104_729);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const [first, last] = [pick(firsts), pick(lasts)];
  const [city, country] = pick(cities);
  const goods = Array.from({ length: 1 + Math.floor(random() * 3) }, () => ({
    ...priced(pick(catalogue), currency),
    quantity: 1 + Math.floor(random() * 2),
  }));
  const buyer = 1 + Math.floor(random() * 5_000);
  const off = random() < 0.15 ? 0.1 : 0;
  return {
    // beyond 2^53, so that whoever reads it as a number shows it
    id: String(820_982_911_900_000_000n + BigInt(seed % 1_000) * 1_000_000n + BigInt(index)),
    number: 1_001 + index,
    placedAt,
    currency,
    buyer: {
      id: String(7_000_000_000 + buyer),
      first,
      last,
      email: `${plain(first)}.${plain(last)}.${buyer}@example.org`,
      city,
      country,
    },
    goods,
    discount: Math.round(goodsOf(goods) * off),
    sending: priceIn(495, currency),
    pupil: random() < 0.7 ? `${pick(firsts)} ${last}` : null,
    steps: stepsOf(random).filter((step) => placedAt + step.after * 1_000 <= now),
  };
}

const priceIn = (cents: number, currency: DemoCurrency) => Math.round(cents * demoCurrencies[currency]);
const priced = <Item extends { price: number }>(item: Item, currency: DemoCurrency) => ({
  ...item,
  price: priceIn(item.price, currency),
});
const goodsOf = (goods: Story["goods"]) => goods.reduce((sum, one) => sum + one.price * one.quantity, 0);

/** What the buyer pays, in minor units. */
export const totalOf = ({ goods, discount, sending }: Story): number => goodsOf(goods) - discount + sending;

/** What a step gives back: everything, or one piece of the first line, less its part of the discount. */
export function refundedBy(story: Story, kind: StepKind): number {
  if (kind === "refunded") return totalOf(story);
  const price = story.goods[0]?.price ?? 0;
  return kind === "partly_refunded" ? price - Math.round((story.discount * price) / goodsOf(story.goods)) : 0;
}

export const givesBack = ({ kind }: Step): boolean => kind === "refunded" || kind === "partly_refunded";

const plain = (name: string) =>
  name
    .normalize("NFD")
    .replace(/[^a-z]/gi, "")
    .toLowerCase();

/** What became of it; one in fourteen is called off, one in twenty refunded, as many in part, one in twelve never sent. */
function stepsOf(random: () => number): Step[] {
  const steps: Step[] = [{ kind: "created", topic: "orders/create", after: 0 }];
  const add = (kind: StepKind, topic: string, after: number) =>
    steps.push({ kind, topic, after: (steps.at(-1)?.after ?? 0) + 1 + Math.round(after) });
  add("paid", "orders/updated", random() * 10 * minute);
  if (random() < 0.07) {
    add("cancelled", "orders/cancelled", random() * day);
    return steps;
  }
  if (random() < 0.15) add("noted", "orders/updated", random() * 6 * 60 * minute);
  if (random() < 0.08) return steps;
  add("sent", "orders/fulfilled", (0.2 + random() * 2) * day);
  if (random() < 0.9) add("delivered", "orders/updated", (0.5 + random() * 3) * day);
  const back = random();
  if (back < 0.05) add("refunded", "refunds/create", (1 + random() * 5) * day);
  else if (back < 0.1) add("partly_refunded", "refunds/create", (1 + random() * 5) * day);
  return steps;
}
