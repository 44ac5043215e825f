import { expect, test } from "vitest";
import { parseLossless } from "../lossless.ts";
import { readOrder, readRefund } from "../process/read-webhook.ts";
import { bodyOf } from "./body.ts";
import type { DemoCurrency } from "./schema.ts";
import { storiesOf } from "./service.ts";
import { givesBack } from "./story.ts";
import { expectedOf } from "./traffic.ts";

test.each<DemoCurrency>(["EUR", "JPY", "KWD"])(
  "orders invented in %s are read as their stories say, discounts and refunds in part among them",
  (currency) => {
    const stories = storiesOf(0, 300, 5, 30, { currency });
    for (const story of stories) {
      const expected = expectedOf(story);
      const last = story.steps.findLastIndex((step) => !givesBack(step));
      const facts = readOrder(parseLossless(bodyOf(story, last)));
      const backs = story.steps.flatMap((step, index) => (givesBack(step) ? [bodyOf(story, index)] : []));
      const refunded = backs.reduce((sum, body) => sum + readRefund(parseLossless(body)).amount, 0);
      expect(facts).toMatchObject({ externalId: story.id, currency, discount: story.discount });
      expect(facts.subtotal + facts.shippingPaid).toBe(facts.total);
      expect({ ...expected, total: facts.total, updatedAt: facts.updatedAt, refunded }).toEqual(expected);
    }
    const kinds = new Set(stories.flatMap(({ steps }) => steps.map(({ kind }) => kind)));
    expect([...kinds]).toEqual(expect.arrayContaining(["partly_refunded", "refunded", "cancelled"]));
    expect(stories.filter(({ discount }) => discount > 0).length).toBeGreaterThan(20);
  },
);
