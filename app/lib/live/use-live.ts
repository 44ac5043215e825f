import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef, useSyncExternalStore } from "react";
import type { LiveNews } from "./client.ts";
import { type LiveState, onLiveState, readLiveState } from "./state.ts";

/** The state of this page's connection, for the badge. */
export const useLiveState = (): LiveState => useSyncExternalStore(onLiveState, readLiveState, () => "idle");

/**
 * Hears what happens to rows while this component is shown, e.g. `useLive([`runs/${id}`], show)`. News is an event, or
 * `{ resync: true }` when some may have been missed. The newest `onNews` is called; it need not be stable.
 */
export function useLive(topics: readonly string[], onNews: (news: LiveNews) => void): void {
  const newest = useRef(onNews);
  newest.current = onNews;
  const key = topics.join(" ");
  useEffect(() => {
    if (key === "") return;
    let stop: (() => void)[] = [];
    let gone = false;
    void import("./page-client.ts").then(({ pageClient }) => {
      if (gone) return;
      stop = key.split(" ").map((topic) => pageClient.watch(topic, (news) => newest.current(news)));
    });
    return () => {
      gone = true;
      for (const end of stop) end();
    };
  }, [key]);
}

/**
 * Reads this page's data again whenever one of the rows changes: at most every `everyMs`, and never while a reading or
 * a submission is under way. `when` leaves out events that change nothing here, e.g. a bar that `useLive` moves.
 */
export function useLiveRevalidate(
  topics: readonly string[],
  { when, everyMs = 300 }: { when?: (kind: string) => boolean; everyMs?: number } = {},
): void {
  const revalidator = useRevalidator();
  const current = useRef(revalidator);
  current.current = revalidator;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const revalidate = () => {
    timer.current = undefined;
    if (current.current.state === "idle") current.current.revalidate();
    else schedule(everyMs); // what is being read may be older than the news
  };
  const schedule = (wait: number) => {
    timer.current ??= setTimeout(revalidate, wait);
  };
  useLive(topics, (news) => {
    if ("event" in news && when && !when(news.event.kind)) return;
    schedule(30); // several facts of one commit arrive together
  });
}
