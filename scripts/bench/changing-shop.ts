import { send } from "../../server/domains/orders/demo/sender.ts";
import { storiesOf } from "../../server/domains/orders/demo/service.ts";
import type { Story } from "../../server/domains/orders/demo/story.ts";
import type { Sending } from "../../server/domains/orders/demo/traffic.ts";
import type { ShopTown } from "./product.ts";

/** The shop as it changes: half of what it sends are orders near the top of the list, half are new ones. */
export class ChangingShop {
  readonly #town: ShopTown;
  readonly #port: number;
  readonly #newest: readonly Story[];
  readonly #known: number;
  #sent = 0;

  constructor(town: ShopTown, port: number, stories: readonly Story[]) {
    this.#town = town;
    this.#port = port;
    this.#known = stories.length;
    this.#newest = stories.toSorted((a, b) => b.placedAt - a.placedAt).slice(0, 200);
  }

  /** Sends for so many seconds at that rate, about so many of the newest orders. */
  async update(rate: number, seconds: number, among: number): Promise<void> {
    const count = rate * seconds;
    const from = this.#sent;
    this.#sent += count;
    const sendings = Array.from({ length: count }, (_, index): Sending => {
      const story =
        index % 2 === 0 ? this.#changed(from + index, among) : newStory(this.#known + from + index);
      return { story, step: story.steps.length - 1, eventId: `bench-${from + index}`, tampered: false };
    });
    const { tenant, shop } = this.#town;
    await send(sendings, {
      port: this.#port,
      host: `${tenant.slug}.localhost:${this.#port}`,
      domain: shop.domain,
      secret: shop.secret,
      rate,
      connections: 16,
      attempts: 5,
    });
  }

  /** One of the newest orders with other amounts, told later than everything before. */
  #changed(turn: number, among: number): Story {
    const story = this.#newest[(turn / 2) % among] as Story;
    const after = (Date.now() - story.placedAt) / 1_000 + turn / 100;
    return {
      ...story,
      goods: story.goods.map((one) => ({ ...one, quantity: 1 + ((one.quantity + turn) % 9) })),
      steps: [...story.steps, { kind: "noted", topic: "orders/updated", after }],
    };
  }
}

const newStory = (number: number): Story => {
  const [story] = storiesOf(number, 1, 9, 0);
  if (!story) throw new Error("A story was not made");
  return story;
};
