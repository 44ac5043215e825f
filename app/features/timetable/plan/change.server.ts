import type { AppLoadContext } from "@remix-run/node";
import type { Timetable } from "#server/domains/timetable/schema.ts";
import { type ApiProblem, attempt, readChange } from "~/api.server.ts";
import type { PlanAnswer, PlanChange, StalePlan } from "./change.ts";

type Api = AppLoadContext["api"];

/** Carries one change out; a refusal comes back with its reason for the page to say. */
export async function carryOut(request: Request, api: Api, schoolId: string): Promise<PlanAnswer> {
  const change = await readChange<PlanChange>(request);
  const { value, problem } = await attempt(request, call(api, schoolId, change));
  if (problem) return { change, problem: explain(problem) };
  return value ? { change, timetable: value } : { change };
}

function explain({ reason, details }: ApiProblem): NonNullable<PlanAnswer["problem"]> {
  return reason === "timetable.version_stale"
    ? { reason, stale: details as unknown as StalePlan }
    : { reason };
}

async function call(api: Api, schoolId: string, change: PlanChange): Promise<Timetable | undefined> {
  const { timetable, runs } = api;
  switch (change.intent) {
    case "create":
      return timetable.create({ schoolId, name: change.name });
    case "rename":
      return timetable.rename(change);
    case "duplicate":
      return timetable.duplicate(change);
    case "remove":
    case "publish":
    case "unpublish":
    case "archive":
      return timetable[change.intent](change);
    case "restore":
      return timetable.restore(change);
    case "judge":
      return (await timetable.judge(change)).timetable;
    case "generate":
      return (await timetable.generate(change)).timetable;
    case "move":
      return (await timetable.move(change)).timetable;
    case "pin":
      return (await timetable.pin(change)).timetable;
    case "cancel":
      await runs.cancel({ id: change.runId });
      return undefined;
    default:
      throw new Response(null, { status: 400 });
  }
}
