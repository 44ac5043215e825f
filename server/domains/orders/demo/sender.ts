import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { signatureOf } from "../intake/signature.ts";
import { bodyOf } from "./body.ts";
import { momentOf, type Sending } from "./traffic.ts";

export type SenderOptions = {
  /** Port of the web process on this machine, and the host to name. */
  port: number;
  host: string;
  domain: string;
  secret: string;
  /** Deliveries a second; without it as fast as `connections` allow. */
  rate?: number | undefined;
  connections: number;
  /** Tried again, as a shop does, while the answer is not 200 (or 401 for a tampered one). */
  attempts: number;
  onAnswer?: (sending: Sending, answer: { status: number; ms: number }) => void;
  signal?: AbortSignal;
};
export type Sent = { accepted: number; refused: number; failed: number; milliseconds: number[] };

/** Delivers as Shopify does: signed over the bytes, with its headers, again after a failure. */
export async function send(sendings: readonly Sending[], options: SenderOptions): Promise<Sent> {
  const agent = new Agent({ keepAlive: true, maxSockets: options.connections });
  const sent: Sent = { accepted: 0, refused: 0, failed: 0, milliseconds: [] };
  const started = performance.now();
  let next = 0;
  async function run(): Promise<void> {
    for (;;) {
      const index = next++;
      const sending = sendings[index];
      if (!sending || options.signal?.aborted) return;
      if (options.rate) {
        const due = started + (index / options.rate) * 1_000 - performance.now();
        if (due > 1) await sleep(due);
      }
      await deliver(sending, index);
    }
  }
  async function deliver(sending: Sending, index: number): Promise<void> {
    for (let attempt = 1; attempt <= options.attempts; attempt++) {
      const answer = await post(agent, sending, index, options);
      options.onAnswer?.(sending, answer);
      if (answer.status === 200 || answer.status === 401) {
        sent.milliseconds.push(answer.ms);
        if (answer.status === 200) sent.accepted += 1;
        else sent.refused += 1;
        return;
      }
      if (attempt < options.attempts) await sleep(Math.min(2_000, 50 * 2 ** attempt));
    }
    sent.failed += 1;
  }
  await Promise.all(Array.from({ length: options.connections }, run));
  agent.destroy();
  return sent;
}

function post(
  agent: Agent,
  sending: Sending,
  index: number,
  { port, host, domain, secret }: SenderOptions,
): Promise<{ status: number; ms: number }> {
  const { story, step, eventId, tampered } = sending;
  const text = bodyOf(story, step);
  const signature = signatureOf(Buffer.from(text), secret);
  const body = Buffer.from(tampered ? text.replace(/"(total_price|amount)":"/, '"$1":"9') : text);
  const started = performance.now();
  return new Promise((resolve) => {
    const end = (status: number) => resolve({ status, ms: performance.now() - started });
    const sent = request(
      {
        agent,
        host: "127.0.0.1",
        port,
        path: "/webhooks/shopify",
        method: "POST",
        timeout: 10_000,
        headers: {
          host,
          "content-type": "application/json",
          "content-length": body.length,
          "x-shopify-topic": story.steps[step]?.topic,
          "x-shopify-shop-domain": domain,
          "x-shopify-hmac-sha256": signature,
          "x-shopify-event-id": eventId,
          "x-shopify-webhook-id": `${eventId}-${index}`,
          "x-shopify-triggered-at": new Date(momentOf(story, step)).toISOString(),
          "x-shopify-api-version": "2026-07",
        },
      },
      (response) => {
        response.resume();
        response.once("end", () => end(response.statusCode ?? 0));
        response.once("error", () => end(0));
      },
    );
    sent.once("timeout", () => sent.destroy());
    sent.once("error", () => end(0));
    sent.end(body);
  });
}
