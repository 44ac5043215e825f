import { send } from "../sender.ts";
import type { DemoShop } from "../service.ts";
import type { Story } from "../story.ts";
import { type TrafficOptions, trafficOf } from "../traffic.ts";

export type DeliverOptions = TrafficOptions & {
  port: number;
  host: string;
  shop: Pick<DemoShop, "domain" | "secret">;
  rate?: number | undefined;
  connections: number;
};

/** Delivers stories over HTTP to a web process of this machine; answers what became of it. */
export async function deliverTraffic(stories: readonly Story[], options: DeliverOptions) {
  const sendings = trafficOf(stories, options);
  const { port, host, shop, rate, connections } = options;
  const { milliseconds, ...sent } = await send(sendings, {
    port,
    host,
    ...shop,
    rate,
    connections,
    attempts: 8,
  });
  const sorted = milliseconds.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
  return {
    deliveries: sendings.length,
    tampered: sendings.filter(({ tampered }) => tampered).length,
    ...sent,
    medianMs: at(0.5),
    p95Ms: at(0.95),
  };
}
