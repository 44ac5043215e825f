import { setTimeout as pause } from "node:timers/promises";
import type { CDPSession, Page } from "playwright-core";

/** How long nothing may be asked for until a page counts as loaded, in milliseconds. */
const silence = 150;

/** What a page loads: each visit as a first one, without cache, as it comes over the wire. */
export class Traffic {
  readonly #page: Page;
  readonly #scripts = new Set<string>();
  readonly #underWay = new Set<string>();
  #bytes = 0;
  #last = 0;
  #ended = () => {};

  static async of(page: Page): Promise<Traffic> {
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.setCacheDisabled", { cacheDisabled: true });
    return new Traffic(page, session);
  }

  private constructor(page: Page, session: CDPSession) {
    this.#page = page;
    session.on("Network.requestWillBeSent", ({ requestId }) => this.#underWay.add(requestId));
    session.on("Network.responseReceived", ({ type, requestId, response }) => {
      if (type !== "Script") return;
      this.#scripts.add(requestId);
      this.#bytes -= response.encodedDataLength; // the headers, which the end counts again
    });
    session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      if (this.#scripts.has(requestId)) this.#bytes += encodedDataLength;
      this.#end(requestId);
    });
    session.on("Network.loadingFailed", ({ requestId }) => this.#end(requestId));
  }

  /** Begins anew; call before a visit. */
  reset(): void {
    this.#scripts.clear();
    this.#underWay.clear();
    this.#bytes = 0;
  }

  /** Bytes of compressed JavaScript since the last reset. */
  get scriptBytes(): number {
    return this.#bytes;
  }

  /** Once the page has loaded, has nothing left to do and asks for nothing more. */
  async settled(): Promise<void> {
    await this.#page.waitForLoadState("load");
    for (;;) {
      while (this.#underWay.size > 0) await new Promise<void>((resolve) => (this.#ended = resolve));
      await this.#page.evaluate(
        () => new Promise<void>((resolve) => requestIdleCallback(() => resolve(), { timeout: 2_000 })),
      );
      const left = this.#last + silence - performance.now();
      if (left <= 0 && this.#underWay.size === 0) return;
      await pause(Math.max(left, 0));
    }
  }

  #end(requestId: string): void {
    this.#underWay.delete(requestId);
    this.#last = performance.now();
    this.#ended();
  }
}
