import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { type ApiProblem, attempt, load } from "../api.server.ts";
import { textOf } from "../features/identity/form-data.ts";
import { refusalOf } from "../features/identity/problem-text.ts";
import { SessionList, type SessionsAnswer } from "../features/identity/session-list.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  return { sessions: await load(request, context.api.identity.listSessions()) };
}

/** `session` names the one to end; without it all others end. */
export async function action({ request, context }: ActionFunctionArgs) {
  const sessionId = textOf(await request.formData(), "session");
  const { identity } = context.api;
  if (sessionId) {
    const { problem } = await attempt(request, identity.endSession({ sessionId }));
    if (problem) return data(refused(problem), problem.status);
    return { one: true, ended: 1, refusal: null };
  }
  const { value, problem } = await attempt(request, identity.signOutElsewhere());
  if (problem) return data(refused(problem), problem.status);
  return { one: false, ended: value.ended, refusal: null };
}

const refused = (problem: ApiProblem): SessionsAnswer => ({
  one: false,
  ended: 0,
  refusal: refusalOf(problem),
});

export default function Sessions() {
  const t = useTranslations("identity.account");
  const { sessions } = useLoaderData<typeof loader>();
  return (
    <section aria-labelledby="sessions-title" className="max-w-2xl">
      <h2 id="sessions-title" className="text-large">
        {t("sessionsTitle")}
      </h2>
      <p className="mt-0.5 mb-4 text-muted">{t("sessionsHelp")}</p>
      <SessionList sessions={sessions} />
    </section>
  );
}
