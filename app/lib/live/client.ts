import type { LiveEventMessage, ServerMessage, Wanted } from "../../../server/realtime/schema.ts";
import type { LiveState } from "./state.ts";

/** News of a topic: an event, or that something may have been missed, so what is shown must be read again. */
export type LiveNews = { readonly event: LiveEventMessage } | { readonly resync: true };
type Hear = (news: LiveNews) => void;

export type LiveClientOptions = {
  /** Opens the socket; it may fail later, never here. */
  open: () => WebSocket;
  onState: (state: LiveState) => void;
  /** Seconds since what the page shows was read on the server. */
  age: () => number;
};

const slowest = 4_000; // ms between attempts to connect
const pingEvery = 20_000;
const pongWithin = 8_000;
/** How long a first connection may take before the page says that it is still waiting. */
const patience = 3_000;
const signedOut = 4401;

/**
 * One socket for all topics of a page. Reconnects with growing, jittered pauses and resumes each topic at its last
 * cursor, so that no event is lost and none is heard twice. Connects when the first topic is watched.
 */
export class LiveClient {
  readonly #options: LiveClientOptions;
  readonly #hearers = new Map<string, Set<Hear>>();
  readonly #cursors = new Map<string, string>();
  readonly #added = new Set<string>();
  #socket: WebSocket | undefined;
  #state: LiveState = "idle";
  #failures = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #pulse: ReturnType<typeof setInterval> | undefined;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #patience: ReturnType<typeof setTimeout> | undefined;

  constructor(options: LiveClientOptions) {
    this.#options = options;
  }

  /** Hears of a topic until the returned function is called. */
  watch(topic: string, hear: Hear): () => void {
    const hearers = this.#hearers.get(topic) ?? new Set();
    this.#hearers.set(topic, hearers.add(hear));
    if (hearers.size === 1) this.#add(topic);
    return () => {
      hearers.delete(hear);
      if (hearers.size === 0 && this.#hearers.get(topic) === hearers) this.#drop(topic);
    };
  }

  /** Tries at once: the network is back, or the page is looked at again. */
  wake(): void {
    if (this.#hearers.size === 0 || this.#socket) return;
    this.#failures = 0;
    this.#connect();
  }

  close(): void {
    this.#hearers.clear();
    this.#hangUp();
  }

  /** Topics that are watched in one tick travel together. */
  #add(topic: string): void {
    if (!this.#socket) this.wake();
    if (this.#socket?.readyState !== 1) return; // all topics are sent once it is open
    if (this.#added.size === 0) queueMicrotask(() => this.#subscribe([...this.#added]));
    this.#added.add(topic);
  }

  #drop(topic: string): void {
    this.#hearers.delete(topic);
    this.#cursors.delete(topic);
    this.#added.delete(topic);
    if (this.#hearers.size === 0) this.#hangUp();
    else this.#send({ unsubscribe: [topic] });
  }

  /** The first connection of a page is not news; waiting long for it is. */
  #say(state: LiveState): void {
    clearTimeout(this.#patience);
    this.#patience = undefined;
    this.#state = state;
    this.#options.onState(state);
  }

  #connect(): void {
    clearTimeout(this.#retry);
    if (this.#state === "idle") this.#patience ??= setTimeout(() => this.#say("connecting"), patience);
    const socket = this.#options.open();
    this.#socket = socket;
    socket.onopen = () => this.#opened();
    socket.onmessage = ({ data }) => this.#hear(JSON.parse(String(data)) as ServerMessage);
    socket.onclose = ({ code }) => {
      if (this.#socket === socket) this.#lost(code);
    };
  }

  #opened(): void {
    this.#subscribe([...this.#hearers.keys()]);
    this.#pulse = setInterval(() => {
      this.#send({ ping: 1 });
      this.#silence ??= setTimeout(() => this.#socket?.close(), pongWithin);
    }, pingEvery);
  }

  #lost(code: number): void {
    this.#forgetSocket();
    if (this.#hearers.size === 0) return;
    this.#failures += 1;
    const givenUp = code === signedOut || this.#failures > 2;
    if (givenUp || this.#state !== "idle") this.#say(givenUp ? "offline" : "connecting");
    if (code === signedOut) return; // the next topic that is watched tries again
    const pause = Math.min(slowest, 200 * 2 ** this.#failures) * (0.5 + Math.random() / 2);
    this.#retry = setTimeout(() => this.#connect(), pause);
  }

  #hangUp(): void {
    clearTimeout(this.#retry);
    const socket = this.#socket;
    this.#forgetSocket();
    socket?.close();
    this.#say("idle");
  }

  #forgetSocket(): void {
    clearInterval(this.#pulse);
    clearTimeout(this.#silence);
    this.#silence = undefined;
    this.#socket = undefined;
    this.#added.clear();
  }

  #subscribe(topics: readonly string[]): void {
    this.#added.clear();
    for (let i = 0; i < topics.length; i += 50) {
      this.#send({
        subscribe: topics.slice(i, i + 50).map((topic): Wanted => {
          const cursor = this.#cursors.get(topic);
          return cursor ? { topic, cursor } : { topic, age: this.#options.age() };
        }),
      });
    }
  }

  #send(message: unknown): void {
    if (this.#socket?.readyState === 1) this.#socket.send(JSON.stringify(message));
  }

  #hear(message: ServerMessage): void {
    clearTimeout(this.#silence);
    this.#silence = undefined;
    if ("event" in message) this.#tell(message.event.topic, message.cursor, { event: message.event });
    else if ("subscribed" in message) {
      this.#failures = 0;
      this.#say("online");
      for (const { topic, cursor } of message.subscribed) this.#keep(topic, cursor);
    } else if ("resync" in message) {
      this.#say("online");
      for (const topic of message.resync) this.#tell(topic, message.cursor, { resync: true });
    } else if ("refused" in message) this.#say("online"); // nothing to see there, which is an answer too
  }

  #tell(topic: string, cursor: string, news: LiveNews): void {
    this.#keep(topic, cursor);
    for (const hear of this.#hearers.get(topic) ?? []) hear(news);
  }

  #keep(topic: string, cursor: string): void {
    if (this.#hearers.has(topic)) this.#cursors.set(topic, cursor);
  }
}
