import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LiveClient } from "./client.ts";
import type { LiveState } from "./state.ts";

/** As much of a WebSocket as the client touches. */
class Line {
  readyState = 0;
  onopen = () => {};
  onmessage = (_message: { data: string }) => {};
  onclose = (_end: { code: number }) => {};
  send() {}
  close() {}

  answer() {
    this.readyState = 1;
    this.onopen();
    this.onmessage({ data: JSON.stringify({ subscribed: [{ topic: "rooms", cursor: "1" }] }) });
  }
}

let lines: Line[];
let said: LiveState[];
let client: LiveClient;

beforeEach(() => {
  vi.useFakeTimers();
  lines = [];
  said = [];
  client = new LiveClient({
    open: () => {
      const line = new Line();
      lines.push(line);
      return line as unknown as WebSocket;
    },
    onState: (state) => said.push(state),
    age: () => 0,
  });
  client.watch("rooms", () => {});
});

afterEach(() => {
  client.close();
  vi.useRealTimers();
});

test("a page that connects at once never says that it reconnects", () => {
  vi.advanceTimersByTime(400);
  lines[0]?.answer();
  vi.advanceTimersByTime(10_000);
  expect(said).toEqual(["online"]);
});

test("a first connection that hangs is told after three seconds", () => {
  vi.advanceTimersByTime(2_900);
  expect(said).toEqual([]);
  vi.advanceTimersByTime(200);
  expect(said).toEqual(["connecting"]);
});

test("a connection that was there and is lost is told at once, and offline stays until it is back", () => {
  lines[0]?.answer();
  for (let failure = 0; failure < 4; failure += 1) {
    lines.at(-1)?.onclose({ code: 1006 });
    vi.advanceTimersByTime(4_000);
  }
  expect(said).toEqual(["online", "connecting", "connecting", "offline", "offline"]);
  lines.at(-1)?.answer();
  expect(said.at(-1)).toBe("online");
});
