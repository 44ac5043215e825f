import type { AppLoadContext } from "@remix-run/node";
import { role } from "../../../server/domains/identity/schema.ts";
import { type ApiProblem, attempt } from "../../api.server.ts";
import { textOf } from "./form-data.ts";
import type { PersonAnswer, StalePerson } from "./person-answer.ts";
import { refusalOf } from "./problem-text.ts";

type Api = AppLoadContext["api"]["identity"];
type Work = (api: Api, personId: string, form: FormData) => Promise<{ version?: number } | { ok: true }>;

/** What the forms of a person's page ask for, by the value of their `intent`. */
const works: Record<string, Work> = {
  save: (api, personId, form) =>
    api.updatePerson({
      personId,
      version: Number(textOf(form, "version")),
      name: textOf(form, "name"),
      email: textOf(form, "email").trim() || null,
    }),
  deactivate: (api, personId, form) => api.deactivate({ personId, version: Number(textOf(form, "version")) }),
  reactivate: (api, personId, form) => api.reactivate({ personId, version: Number(textOf(form, "version")) }),
  grant: (api, personId, form) =>
    api.grantRole({
      personId,
      role: role.catch("teacher").parse(textOf(form, "role")),
      schoolId: textOf(form, "schoolId") || null,
    }),
  revoke: (api, personId, form) => api.revokeRole({ personId, membershipId: textOf(form, "membership") }),
  link: (api, pupilId, form) => api.linkGuardian({ pupilId, guardianId: textOf(form, "guardianId") }),
  unlink: (api, pupilId, form) => api.unlinkGuardian({ pupilId, guardianId: textOf(form, "guardian") }),
  resend: (api, personId) => api.resendInvitation({ personId }),
  take_back: (api, personId) => api.revokeInvitation({ personId }),
};

/** Does what a form of the page asked for and says how it went; null for an intent nobody sends. */
export async function performOnPerson(
  request: Request,
  api: Api,
  personId: string,
): Promise<{ answer: PersonAnswer; status: number } | null> {
  const form = await request.formData();
  const intent = textOf(form, "intent");
  const work = works[intent];
  if (!work) return null;
  const { value, problem } = await attempt(request, work(api, personId, form));
  const values = { name: textOf(form, "name"), email: textOf(form, "email") };
  if (problem) {
    const answer = { intent, values, version: null, refusal: refusalOf(problem), stale: staleOf(problem) };
    return { answer, status: problem.status };
  }
  const version = "version" in value ? (value.version ?? null) : null;
  return { answer: { intent, values, version, refusal: null, stale: null }, status: 200 };
}

const staleOf = (problem: ApiProblem): StalePerson | null =>
  problem.reason === "identity.version_stale" ? (problem.details as unknown as StalePerson) : null;
