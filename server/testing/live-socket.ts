import { once } from "node:events";
import type { WebSocket } from "ws";
import type { LiveEventMessage, ServerMessage, Wanted } from "../realtime/schema.ts";

/** A client of `/ws` that keeps everything it hears. */
export class LiveSocket {
  readonly socket: WebSocket;
  readonly heard: ServerMessage[] = [];
  readonly events: (LiveEventMessage & { cursor: string; heardAt: number })[] = [];
  cursor: string | undefined;
  #waiting: (() => void)[] = [];

  constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on("message", (data) => this.#hear(JSON.parse(String(data)) as ServerMessage));
    socket.on("error", () => undefined);
  }

  async opened(): Promise<this> {
    if (this.socket.readyState === this.socket.CONNECTING) await once(this.socket, "open");
    return this;
  }

  subscribe(...wanted: Wanted[]): void {
    this.socket.send(JSON.stringify({ subscribe: wanted }));
  }

  send(message: unknown): void {
    this.socket.send(typeof message === "string" ? message : JSON.stringify(message));
  }

  /** Resolves once something heard fits; looks again at each message, not at a clock. */
  async until(fits: (socket: this) => boolean): Promise<void> {
    while (!fits(this)) {
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    }
  }

  untilHeard = (key: string): Promise<void> => this.until(({ heard }) => heard.some((one) => key in one));

  async closed(): Promise<number> {
    if (this.socket.readyState === this.socket.CLOSED) return 0;
    const [code] = (await once(this.socket, "close")) as [number];
    return code;
  }

  #hear(message: ServerMessage): void {
    this.heard.push(message);
    if ("event" in message) {
      this.events.push({ ...message.event, cursor: message.cursor, heardAt: performance.now() });
      this.cursor = message.cursor;
    } else if ("subscribed" in message) this.cursor = message.subscribed[0]?.cursor;
    else if ("resync" in message) this.cursor = message.cursor;
    for (const wake of this.#waiting.splice(0)) wake();
  }
}
