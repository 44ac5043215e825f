import type { WebSocket } from "ws";
import type { Viewer } from "../core/auth.ts";
import type { TenantRef } from "../core/db/database.ts";
import type { Metrics } from "../core/metrics.ts";
import { closeCodes, type ServerMessage } from "./schema.ts";

export type WatcherLimits = {
  /** Bytes that may wait in the process for one slow socket. */
  maxBufferedBytes: number;
  /** Milliseconds after which a socket that does not drain is closed. */
  drainWithinMs: number;
};
export const watcherLimits: WatcherLimits = { maxBufferedBytes: 1 << 20, drainWithinMs: 30_000 };

/** Events that arrive while a topic's past is still being read; more than this is a resync. */
const maxHeld = 5_000;

/** An event as text, and where watching would go on if this and all before it were dropped. */
export type Frame = { readonly text: string; readonly cursor: string };

/** One socket: who is behind it, what it watches, and how much may wait for it. */
export class Watcher {
  readonly tenant: TenantRef;
  readonly cookieHeader: string | undefined;
  readonly topics = new Set<string>();
  viewer: Viewer;
  readonly #socket: WebSocket;
  readonly #metrics: Metrics;
  readonly #limits: WatcherLimits;
  readonly #held = new Map<string, Frame[] | "overflowed">();
  #lag: { since: number; timer: NodeJS.Timeout; topics: Set<string>; cursor: string } | undefined;

  constructor(
    socket: WebSocket,
    identity: { tenant: TenantRef; viewer: Viewer; cookieHeader: string | undefined },
    metrics: Metrics,
    limits: WatcherLimits = watcherLimits,
  ) {
    this.#socket = socket;
    this.tenant = identity.tenant;
    this.viewer = identity.viewer;
    this.cookieHeader = identity.cookieHeader;
    this.#metrics = metrics;
    this.#limits = limits;
  }

  /** Sends now; answers to the client's own messages are small and few, so they do not count as lag. */
  say(message: ServerMessage): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  /** From now on events of the topic wait until `release`, because older ones must be sent first. */
  hold(topic: string): void {
    this.#held.set(topic, []);
  }

  /** Sends a topic's past, then what was held. False if too much had to be held: the caller must say resync. */
  release(topic: string, past: readonly Frame[]): boolean {
    const held = this.#held.get(topic);
    this.#held.delete(topic);
    if (held === undefined || held === "overflowed") return held === undefined;
    for (const frame of past) this.#send(topic, frame);
    for (const frame of held) this.#send(topic, frame);
    return true;
  }

  /** An event of a watched topic. */
  deliver(topic: string, frame: Frame): void {
    const held = this.#held.get(topic);
    if (held === undefined) this.#send(topic, frame);
    else if (held === "overflowed") return;
    else if (held.length === maxHeld) this.#held.set(topic, "overflowed");
    else held.push(frame);
  }

  close(code: number, reason: string): void {
    this.#socket.close(code, reason);
    setTimeout(() => this.#socket.terminate(), 2_000).unref(); // a peer that does not answer is cut off
  }

  dispose(): void {
    clearInterval(this.#lag?.timer);
    this.#held.clear();
  }

  #send(topic: string, frame: Frame): void {
    if (this.#lag) {
      this.#lag.topics.add(topic);
      this.#lag.cursor = frame.cursor;
      return;
    }
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    if (this.#socket.bufferedAmount + frame.text.length > this.#limits.maxBufferedBytes) {
      this.#startLagging(topic, frame.cursor);
      return;
    }
    this.#metrics.eventsSent.inc();
    this.#socket.send(frame.text);
  }

  /** Drops events until the socket has drained, then says which topics to read again. */
  #startLagging(topic: string, cursor: string): void {
    const timer = setInterval(() => this.#tryToRecover(), 100);
    this.#lag = { since: Date.now(), timer, topics: new Set([topic]), cursor };
  }

  #tryToRecover(): void {
    const lag = this.#lag;
    if (!lag) return;
    if (this.#socket.bufferedAmount > this.#limits.maxBufferedBytes / 4) {
      if (Date.now() - lag.since > this.#limits.drainWithinMs) this.close(closeCodes.tooSlow, "too slow");
      return;
    }
    clearInterval(lag.timer);
    this.#lag = undefined;
    this.#metrics.resyncs.inc({ why: "slow socket" });
    this.say({ resync: [...lag.topics], cursor: lag.cursor });
  }
}
