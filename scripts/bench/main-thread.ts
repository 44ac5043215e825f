import type { Browser, Page } from "playwright-core";

/** What a page's main thread did for a while: tasks above 50 ms by the clock, and by their own CPU. Milliseconds. */
export type MainThread = {
  long: number;
  longest: number;
  longOwn: number;
  longestOwn: number;
  /** Share of the time in which a task ran, by their own CPU. */
  busy: number;
};

type TraceEvent = {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  dur?: number;
  tdur?: number;
  args?: { name?: string };
};

/** A task that lets the page wait for longer than this is felt. Milliseconds. */
const felt = 50;

/** Traces the page while something happens. On a machine that others use too, only a task's own CPU is the page's doing. */
export async function watchMainThread(
  browser: Browser,
  page: Page,
  during: () => Promise<unknown>,
): Promise<MainThread> {
  const started = performance.now();
  await browser.startTracing(page, {
    categories: ["disabled-by-default-devtools.timeline", "devtools.timeline"],
  });
  await during();
  const elapsed = performance.now() - started;
  const trace = JSON.parse(String(await browser.stopTracing())) as { traceEvents: TraceEvent[] };
  const tasks = mainTasks(trace.traceEvents);
  const clock = tasks.map(({ dur = 0 }) => dur / 1_000);
  const own = tasks.map(({ tdur = 0 }) => tdur / 1_000);
  return {
    long: clock.filter((ms) => ms > felt).length,
    longest: longestOf(clock),
    longOwn: own.filter((ms) => ms > felt).length,
    longestOwn: longestOf(own),
    busy: own.reduce((sum, ms) => sum + ms, 0) / elapsed,
  };
}

const longestOf = (times: readonly number[]): number => times.reduce((most, ms) => Math.max(most, ms), 0);

/** Tasks of the renderer that had the most to do: the page's. */
function mainTasks(events: readonly TraceEvent[]): TraceEvent[] {
  const threads = new Set(
    events
      .filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain")
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const tasks = events.filter(
    ({ name, ph, pid, tid }) => name === "RunTask" && ph === "X" && threads.has(`${pid} ${tid}`),
  );
  const byThread = [...Map.groupBy(tasks, ({ pid }) => pid).values()];
  return byThread.sort((a, b) => b.length - a.length)[0] ?? [];
}
