import type { AppLoadContext } from "@remix-run/node";
import { attempt, load, readChange } from "~/api.server.ts";
import type { RulePatch, WhyAnswer, WhyChange } from "./change.ts";

type Api = AppLoadContext["api"];

/** The newest answer for a timetable. */
export async function loadWhy(request: Request, api: Api, schoolId: string, id: string) {
  return { schoolId, ...(await load(request, api.timetable.whyNot({ id }))) };
}
export type WhyData = Awaited<ReturnType<typeof loadWhy>>;

/** Carries one change out; a refusal comes back with its reason for the page to say. */
export async function carryOutWhy(request: Request, api: Api, schoolId: string): Promise<WhyAnswer> {
  const change = await readChange<WhyChange>(request);
  const { value, problem } = await attempt(request, call(api, schoolId, change));
  if (problem) return { change, problem: { reason: problem.reason } };
  return value ? { change, undo: value } : { change };
}

async function call(api: Api, schoolId: string, change: WhyChange): Promise<WhyAnswer["undo"]> {
  switch (change.intent) {
    case "look":
      await api.timetable.explain({ id: change.id });
      return undefined;
    case "cancel":
      await api.runs.cancel({ id: change.runId });
      return undefined;
    case "despite":
      await api.timetable.generate({ id: change.id, version: change.version, despite: true });
      return undefined;
    case "undo":
      await api.school.rules.update({
        schoolId,
        id: change.ruleId,
        version: change.version,
        values: change.patch,
      });
      return undefined;
    case "apply":
      return applyPatch(api, schoolId, change.ruleId, change.patch);
    default:
      throw new Response(null, { status: 400 });
  }
}

/** Changes the rule as it is now, and answers what would make it as it was. */
async function applyPatch(api: Api, schoolId: string, ruleId: string, patch: RulePatch) {
  const before = await api.school.rules.get({ schoolId, id: ruleId });
  const changed = await api.school.rules.update({
    schoolId,
    id: ruleId,
    version: before.version,
    values: patch,
  });
  const was: RulePatch = {
    ...(patch.weight === undefined ? {} : { weight: before.weight }),
    ...(patch.active === undefined ? {} : { active: before.active }),
    ...(patch.params === undefined ? {} : { params: before.params }),
  };
  return { intent: "undo" as const, ruleId, version: changed.version, patch: was };
}
