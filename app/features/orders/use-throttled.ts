import { useEffect, useRef } from "react";

/** Runs something at once, and at most every so many milliseconds after; the last wish is never lost. */
export function useThrottled(pause: number, run: () => unknown): () => void {
  const newest = useRef(run);
  newest.current = run;
  const state = useRef<{ timer?: ReturnType<typeof setTimeout>; wanted: boolean }>({ wanted: false });
  useEffect(() => () => clearTimeout(state.current.timer), []);
  const go = () => {
    newest.current();
    state.current.wanted = false;
    state.current.timer = setTimeout(() => {
      state.current.timer = undefined;
      if (state.current.wanted) go();
    }, pause);
  };
  return () => {
    if (state.current.timer === undefined) go();
    else state.current.wanted = true;
  };
}
