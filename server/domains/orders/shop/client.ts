import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "../../../core/errors.ts";
import { parseLossless } from "../lossless.ts";
import { isLoose, type Loose, listOf, looseOf, textOf } from "../process/reading.ts";

export type ShopAccess = {
  /** `<shop>.myshopify.com` */
  domain: string;
  token: string;
  apiVersion: string;
  /** Asked instead of the shop's own address: a proxy, or a double in tests. */
  url?: string | undefined;
};

/** Milliseconds one request may take, and how long a call may wait for its share of the rate. */
const deadlines = { request: 15_000, waiting: 60_000 };
/** Largest answer, in bytes. */
const largestAnswer = 32 << 20;

/**
 * Asks a shop's Admin API in GraphQL (https://shopify.dev/docs/api/admin-graphql). Knows its rate: a bucket of points
 * that refills by the second; waits when it is empty rather than being refused, and after a refusal. What fails is one of
 *  - UNAVAILABLE `orders.shop_away`: comes back by itself (network, 5xx, the deadline, a rate that did not recover),
 *  - FORBIDDEN `orders.shop_refuses` / `orders.scope_missing`: needs a person (token, scope, frozen shop),
 *  - NOT_FOUND `orders.shop_unknown`,
 *  - INVALID `orders.shop_declined`: the shop understood and said no; `messages` says why.
 */
export class ShopClient {
  readonly #access: ShopAccess;
  readonly #signal: AbortSignal;
  #bucket = { available: Number.POSITIVE_INFINITY, refill: 50, at: 0 };
  #lastCost = 0;

  constructor(access: ShopAccess, signal: AbortSignal) {
    this.#access = access;
    this.#signal = signal;
  }

  /** The answer's `data`. */
  async ask(document: string, variables: Loose = {}): Promise<Loose> {
    const started = Date.now();
    for (let tried = 0; ; tried++) {
      await this.#waitForPoints();
      const answer = await this.#send(document, variables);
      if (!answer.throttled) return answer.data;
      if (Date.now() - started > deadlines.waiting) throw away("rate");
      await this.#sleep(answer.waitMs ?? Math.min(10_000, 1_000 * 2 ** tried));
    }
  }

  /** As `ask`, for a mutation: what the shop reports under `userErrors` is INVALID. */
  async change(document: string, variables: Loose): Promise<Loose> {
    const data = await this.ask(document, variables);
    const [payload] = Object.values(data).map(looseOf);
    const messages = listOf(payload?.userErrors).map((error) => textOf(error.message, 300));
    if (messages.length > 0) throw new AppError("INVALID", "orders.shop_declined", { messages });
    return payload ?? {};
  }

  async #send(document: string, variables: Loose) {
    const { domain, token, apiVersion, url } = this.#access;
    const response = await fetch(`${url ?? `https://${domain}`}/admin/api/${apiVersion}/graphql.json`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/json",
        "x-shopify-access-token": token,
        ...(url && { "x-shopify-shop-domain": domain }),
      },
      body: JSON.stringify({ query: document, variables }),
      redirect: "error",
      signal: AbortSignal.any([this.#signal, AbortSignal.timeout(deadlines.request)]),
    }).catch((error: unknown) => {
      this.#signal.throwIfAborted();
      throw away("network", error);
    });
    if (response.status === 429)
      return { throttled: true as const, waitMs: waitOf(response.headers.get("retry-after")) };
    if (!response.ok) throw refusal(response.status);
    return this.#read(await bodyOf(response));
  }

  #read(body: Loose) {
    this.#noteCost(looseOf(looseOf(body.extensions).cost));
    const codes = listOf(body.errors).map((error) => textOf(looseOf(error.extensions).code));
    if (codes.includes("THROTTLED")) return { throttled: true as const, waitMs: this.#waitMs() };
    if (codes.includes("ACCESS_DENIED")) throw new AppError("FORBIDDEN", "orders.scope_missing");
    if (codes.includes("INTERNAL_SERVER_ERROR")) throw away("internal");
    if (codes.length > 0) {
      const messages = listOf(body.errors).map((error) => textOf(error.message, 300));
      throw new AppError("INVALID", "orders.shop_declined", { messages, codes });
    }
    return { throttled: false as const, data: looseOf(body.data) };
  }

  #noteCost(cost: Loose): void {
    const status = looseOf(cost.throttleStatus);
    if (typeof status.currentlyAvailable !== "number" || typeof status.restoreRate !== "number") return;
    this.#bucket = { available: status.currentlyAvailable, refill: status.restoreRate, at: Date.now() };
    if (typeof cost.requestedQueryCost === "number") this.#lastCost = cost.requestedQueryCost;
  }

  /** Until the bucket holds what the last query cost. */
  #waitMs(): number {
    const { available, refill, at } = this.#bucket;
    const now = available + ((Date.now() - at) / 1_000) * refill;
    return now >= this.#lastCost ? 0 : Math.ceil(((this.#lastCost - now) / Math.max(1, refill)) * 1_000);
  }

  async #waitForPoints(): Promise<void> {
    const wait = this.#waitMs();
    if (wait > 0) await this.#sleep(Math.min(wait, deadlines.waiting));
  }

  #sleep(milliseconds: number): Promise<void> {
    return sleep(milliseconds, undefined, { signal: this.#signal });
  }
}

/** Milliseconds that a Retry-After asks for, in either of its forms: seconds, or a date. */
export function waitOf(retryAfter: string | null, now = Date.now()): number {
  const seconds = Number(retryAfter ?? 2);
  const wait = Number.isNaN(seconds) ? Date.parse(retryAfter ?? "") - now : seconds * 1_000;
  return Number.isNaN(wait) ? 2_000 : Math.min(Math.max(0, wait), deadlines.waiting);
}

const away = (why: string, cause?: unknown) =>
  new AppError("UNAVAILABLE", "orders.shop_away", { why }, cause);

function refusal(status: number): AppError {
  if (status === 404) return new AppError("NOT_FOUND", "orders.shop_unknown");
  if (status === 401 || status === 402 || status === 403 || status === 423)
    return new AppError("FORBIDDEN", "orders.shop_refuses", { status });
  if (status >= 500 || status === 408) return away(`status ${status}`);
  return new AppError("INVALID", "orders.shop_declined", { status, messages: [`HTTP ${status}`] });
}

async function bodyOf(response: Response): Promise<Loose> {
  if (Number(response.headers.get("content-length") ?? 0) > largestAnswer) throw away("too large");
  const text = await response.text().catch((error: unknown) => {
    throw away("cut off", error);
  });
  try {
    const body = parseLossless(text);
    if (isLoose(body)) return body;
  } catch {
    // said below
  }
  throw away("not JSON");
}
