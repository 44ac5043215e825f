import { useRef } from "react";

/**
 * What a form shows while the page is read again under it: the newest value as long as nothing was typed, and the one it
 * was opened with from the first keystroke on, so that typed text is never lost. `release` lets the newest in.
 */
export function useHeld<Value>(newest: Value, typing: boolean): { shown: Value; release: () => void } {
  const held = useRef(newest);
  if (!typing) held.current = newest;
  return {
    shown: held.current,
    release: () => {
      held.current = newest;
    },
  };
}
