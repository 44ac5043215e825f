import { createHash } from "node:crypto";
import { givesBack, randomOf, refundedBy, type Step, type Story, totalOf } from "./story.ts";

export type TrafficOptions = {
  seed: number;
  /** Shares from 0 to 1: sent twice, sent out of turn, sent once more with a changed body. */
  duplicates: number;
  reorder: number;
  tamper: number;
};
export type Sending = { story: Story; step: number; eventId: string; tampered: boolean };

/** How far a delivery that is out of turn may be put off, in deliveries. */
const furthest = 500;

/** Every step of every story as deliveries in the order in which a careless network brings them. */
export function trafficOf(stories: readonly Story[], options: TrafficOptions): Sending[] {
  const random = randomOf(options.seed);
  const timed = stories.flatMap((story) =>
    story.steps.map((_, step) => ({
      sending: { story, step, eventId: eventIdOf(story, step), tampered: false },
      at: momentOf(story, step),
    })),
  );
  timed.sort((a, b) => a.at - b.at);
  const placed = timed.flatMap(({ sending }, index) => {
    const later = () => index + (random() < options.reorder ? random() * furthest : 0);
    const copies: { sending: Sending; place: number }[] = [{ sending, place: later() }];
    if (random() < options.duplicates) copies.push({ sending, place: later() + random() * 20 });
    if (random() < options.tamper) copies.push({ sending: { ...sending, tampered: true }, place: later() });
    return copies;
  });
  return placed.sort((a, b) => a.place - b.place).map(({ sending }) => sending);
}

export const momentOf = (story: Story, step: number): number =>
  story.placedAt + (story.steps[step]?.after ?? 0) * 1_000;

/** The same for every delivery of one step. */
const eventIdOf = (story: Story, step: number): string =>
  createHash("sha256").update(`${story.id} ${step}`).digest("hex").slice(0, 32);

/** What the order must show once everything arrived: the status of the last step that has one, and what was given back. */
export function expectedOf(story: Story): {
  status: string;
  updatedAt: string;
  total: number;
  refunded: number;
} {
  const last = story.steps.findLast((step) => !givesBack(step)) as Step;
  const refunded = story.steps.reduce((sum, { kind }) => sum + refundedBy(story, kind), 0);
  const total = totalOf(story);
  const status =
    refunded >= total
      ? "REFUNDED"
      : {
          created: "PENDING",
          paid: "CONFIRMED",
          noted: "CONFIRMED",
          sent: "SHIPPED",
          delivered: "DELIVERED",
          cancelled: "CANCELLED",
          partly_refunded: "CONFIRMED",
          refunded: "REFUNDED",
        }[last.kind];
  return { status, updatedAt: new Date(story.placedAt + last.after * 1_000).toISOString(), total, refunded };
}
