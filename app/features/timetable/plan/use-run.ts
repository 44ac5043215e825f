import { useEffect, useState } from "react";
import type { RunProgress, RunRow } from "#server/domains/runs/schema.ts";
import type { GenerationDetail } from "#server/domains/timetable/generate/schema.ts";
import { useLive } from "~/lib/live/use-live.ts";

export type Generation = Omit<RunProgress, "detail"> & { id: string; detail: GenerationDetail };

/**
 * The run of a generation, moving as its events come: several a second, without reading the page again. `onEnd` hears
 * once how it ended.
 */
export function useRun(run: RunRow | null, onEnd: (generation: Generation) => void): Generation | null {
  const [heard, setHeard] = useState<Generation | null>(null);
  // what the page read anew may be older than what was heard of the same run
  const current = heard && heard.id === run?.id ? heard : run && asGeneration(run.id, run);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another run, or its end as read, replaces what was heard
  useEffect(() => setHeard(null), [run?.id, run?.state]);
  useLive(run && isActive(run) ? [`runs/${run.id}`] : [], (news) => {
    if (!run || !("event" in news)) return;
    const generation = asGeneration(run.id, news.event.payload as RunProgress);
    setHeard((before) =>
      before?.id === run.id
        ? { ...generation, detail: { ...before.detail, ...generation.detail } }
        : generation,
    );
    if (news.event.kind === "runs.finished") onEnd(generation);
  });
  return current;
}

const asGeneration = (id: string, { state, fraction, phase, detail, error }: RunProgress): Generation => ({
  id,
  state,
  fraction,
  phase,
  error,
  detail: detail as GenerationDetail,
});

export const isActive = ({ state }: { state: RunRow["state"] }): boolean =>
  state === "queued" || state === "running";
