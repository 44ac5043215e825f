import type { CDPSession, Page } from "playwright-core";

/** Weighs the scripts of each visit as a first one: without cache, as they come over the wire. */
export class ScriptWeight {
  readonly #scripts = new Set<string>();
  #bytes = 0;

  static async of(page: Page): Promise<ScriptWeight> {
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.setCacheDisabled", { cacheDisabled: true });
    return new ScriptWeight(session);
  }

  private constructor(session: CDPSession) {
    session.on("Network.responseReceived", ({ type, requestId, response }) => {
      if (type !== "Script") return;
      this.#scripts.add(requestId);
      this.#bytes -= response.encodedDataLength; // the headers, which the end counts again
    });
    session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      if (this.#scripts.has(requestId)) this.#bytes += encodedDataLength;
    });
  }

  /** Begins anew; call before a visit. */
  reset(): void {
    this.#scripts.clear();
    this.#bytes = 0;
  }

  /** Bytes of compressed JavaScript since the last reset. */
  get bytes(): number {
    return this.#bytes;
  }
}
