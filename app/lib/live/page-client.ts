import { LiveClient } from "./client.ts";
import { setLiveState } from "./state.ts";

/** Pages opened by a click were read just now; the first one when the document came. Seconds. */
const hydrationWindow = 5_000;
const loadedAt = performance.now();
const age = (): number => {
  const now = performance.now();
  return now - loadedAt < hydrationWindow ? Math.min(600, Math.ceil(now / 1_000)) : 0;
};

/** The one client of this browser tab. Loaded when a page first follows something. */
export const pageClient = new LiveClient({
  open: () => new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws`),
  onState: setLiveState,
  age,
});

addEventListener("online", () => pageClient.wake());
addEventListener("pageshow", () => pageClient.wake());
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") pageClient.wake();
});
