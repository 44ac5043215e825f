import { type AppLoadContext, data, redirect } from "@remix-run/node";
import { locale, role } from "#server/domains/identity/schema.ts";
import { attempt } from "~/api.server.ts";
import { textOf } from "./form-data.ts";
import type { InviteAnswer } from "./invite-dialog.tsx";
import { refusalOf } from "./problem-text.ts";

/** Invites. The dialog stays on the list and gets the answer; a browser without scripts goes on to the person. */
export async function invite(request: Request, context: AppLoadContext) {
  const form = await request.formData();
  const values = Object.fromEntries(
    ["email", "name", "role", "schoolId", "locale", "days"].map((name) => [name, textOf(form, name)]),
  );
  const { value, problem } = await attempt(
    request,
    context.api.identity.invite({
      email: textOf(form, "email").trim(),
      name: textOf(form, "name"),
      role: role.catch("teacher").parse(values.role),
      schoolId: values.schoolId || null,
      locale: locale.catch("en").parse(values.locale),
      days: Number(values.days) || 14,
    }),
  );
  if (problem)
    return data({ sent: null, values, refusal: refusalOf(problem) } as InviteAnswer, problem.status);
  if (textOf(form, "page")) throw redirect(`/people/${value.personId}`);
  return data({ sent: value, values, refusal: null } as InviteAnswer);
}
