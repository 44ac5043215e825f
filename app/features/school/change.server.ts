import type { AppLoadContext } from "@remix-run/node";
import type { StaleDetails } from "#server/domains/school/schema.ts";
import { type ApiProblem, attempt, readChange } from "~/api.server.ts";
import type { Change, ChangeAnswer } from "./change.ts";

type Api = AppLoadContext["api"]["school"];
/** What the procedures of every resource have in common; their inputs are checked by their own schemas. */
type ResourceApi = {
  create(input: unknown): Promise<unknown>;
  update(input: unknown): Promise<unknown>;
  remove(input: unknown): Promise<NonNullable<ChangeAnswer["removed"]>>;
  restore(input: unknown): Promise<unknown>;
};

/** Carries one change out and says what came of it in the form's own terms. */
export async function carryOut(request: Request, api: Api, schoolId: string): Promise<ChangeAnswer> {
  const change = await readChange<Change>(request);
  const { value, problem } = await attempt(request, call(api, schoolId, change));
  if (problem) return { change, problem: explain(problem) };
  return change.intent === "remove"
    ? { change, removed: value as NonNullable<ChangeAnswer["removed"]> }
    : { change };
}

function call(api: Api, schoolId: string, change: Change): Promise<unknown> {
  const { resource } = change;
  const values = change.intent === "create" || change.intent === "update" ? change.values : {};
  const version = change.intent === "update" ? change.version : 0;
  if (resource === "school") return api.schools.update({ schoolId, version: Number(version), values });
  if (resource === "week")
    return api.week.save({ schoolId, version: String(version), values } as Parameters<
      Api["week"]["save"]
    >[0]);
  if (resource === "lessonParts")
    return api.lessons.add({ schoolId, values } as Parameters<Api["lessons"]["add"]>[0]);
  const procedures = api[resource] as unknown as ResourceApi;
  if (!procedures) throw new Response("Unknown resource", { status: 400 });
  if (change.resource === "lessons" && change.intent === "update") return changeLesson(api, schoolId, change);
  switch (change.intent) {
    case "create":
      return procedures.create({ schoolId, values });
    case "update":
      return procedures.update({ schoolId, id: change.id, version, values });
    case "remove":
      return procedures.remove({ schoolId, ids: change.ids });
    case "restore":
      return procedures.restore({ schoolId, stamp: change.stamp });
  }
}

/** A meeting of a lesson; with `allParts` what the meetings of the week share is changed in the others, too. */
async function changeLesson(api: Api, schoolId: string, change: Change & { intent: "update" }) {
  const { allParts, ...values } = change.values;
  const input = { schoolId, id: change.id, version: Number(change.version), values };
  const row = await api.lessons.update(input as Parameters<Api["lessons"]["update"]>[0]);
  if (allParts !== true || row.splitGroup === 0) return row;
  const { duration: _, ...shared } = values;
  await api.lessons.changeParts({ schoolId, splitGroup: row.splitGroup, values: shared });
  return row;
}

function explain({ reason, fields, details }: ApiProblem): NonNullable<ChangeAnswer["problem"]> {
  const named = { ...fields, ...(details.fields as Record<string, string> | undefined) };
  const stale = reason === "school.version_stale" ? (details as unknown as StaleDetails) : undefined;
  return {
    reason,
    fields: Object.fromEntries(
      Object.entries(named).map(([path, message]) => [path.replace(/^values\.(params\.)?/, ""), message]),
    ),
    ...(stale ? { stale } : {}),
  };
}
