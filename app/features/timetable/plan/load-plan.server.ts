import type { AppLoadContext } from "@remix-run/node";
import type { RunRow } from "#server/domains/runs/schema.ts";
import { load, problemOf } from "~/api.server.ts";
import { choose } from "../week/load-week.server.ts";
import type { PlanData } from "./plan-page.tsx";

type Api = AppLoadContext["api"];

/** One timetable with its score, what has no place, the engine's run, and the week of whom the address names. */
export async function loadPlan(request: Request, api: Api, schoolId: string, id: string): Promise<PlanData> {
  const [{ timetable, breakdown }, directory, all] = await load(
    request,
    Promise.all([
      api.timetable.score({ id }),
      api.timetable.directory({ schoolId, timetableId: id }),
      api.timetable.list({ schoolId }),
    ]),
  );
  const chosen = choose(new URL(request.url).searchParams, [], directory);
  const [view, unplaced, run] = await load(
    request,
    Promise.all([
      chosen ? api.timetable.view({ schoolId, timetableId: id, ...chosen }) : null,
      api.timetable.unplaced({ timetableId: id, ...(chosen ? { whose: chosen } : {}) }),
      timetable.runId && timetable.state === "generating" ? findRun(api, timetable.runId) : null,
    ]),
  );
  const previous = all.find((one) => one.state === "published" && one.id !== id)?.name ?? null;
  return { schoolId, timetable, breakdown, directory, view, unplaced, run, previous };
}

/** Runs are pruned after a while; a timetable outlives them. */
async function findRun(api: Api, id: string): Promise<RunRow | null> {
  try {
    return await api.runs.get({ id });
  } catch (error) {
    if (problemOf(error)?.status === 404) return null;
    throw error;
  }
}
