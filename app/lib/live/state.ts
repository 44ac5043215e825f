/** `idle`: this page follows nothing, or only just began to. `connecting`: it will in a moment. `offline`: it has tried for a while. */
export type LiveState = "idle" | "connecting" | "online" | "offline";

let state: LiveState = "idle";
const listeners = new Set<() => void>();

export const readLiveState = (): LiveState => state;

export function setLiveState(next: LiveState): void {
  if (next === state) return;
  state = next;
  for (const listener of listeners) listener();
}

export function onLiveState(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
