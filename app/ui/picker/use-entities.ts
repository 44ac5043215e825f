import { useEffect, useRef, useState } from "react";
import type { Entity } from "./picker-options.ts";

/** Asks the server for what fits the query; a newer question cancels an older one. */
export type LoadEntities = (query: string, signal: AbortSignal) => Promise<readonly Entity[]>;

/** Milliseconds of silence on the keyboard before asking. */
const pause = 150;

/** The given entities, or the server's answer to the query; `waiting` while it is on its way. */
export function useEntities(
  given: readonly Entity[] | undefined,
  load: LoadEntities | undefined,
  query: string,
  open: boolean,
) {
  const [answer, setAnswer] = useState<readonly Entity[]>([]);
  const [waiting, setWaiting] = useState(false);
  const ask = useRef(load);
  ask.current = load;
  useEffect(() => {
    if (!open || !ask.current) return;
    const abort = new AbortController();
    setWaiting(true);
    const timer = setTimeout(
      async () => {
        try {
          const found = await ask.current?.(query, abort.signal);
          if (!abort.signal.aborted) setAnswer(found ?? []);
        } catch (error) {
          if (!abort.signal.aborted) {
            setAnswer([]);
            console.error(error);
          }
        } finally {
          if (!abort.signal.aborted) setWaiting(false);
        }
      },
      query ? pause : 0,
    );
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [query, open]);
  return { entities: given ?? answer, waiting: Boolean(load) && waiting };
}
