import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { load } from "../api.server.ts";
import { Moment } from "../features/identity/moment.tsx";
import { PersonAccess } from "../features/identity/person-access.tsx";
import { performOnPerson } from "../features/identity/person-action.server.ts";
import { PersonDetails } from "../features/identity/person-details.tsx";
import { PersonFamily } from "../features/identity/person-family.tsx";
import { PersonRoles } from "../features/identity/person-roles.tsx";
import { PersonStatusBadge } from "../features/identity/status-badge.tsx";
import { useLiveRevalidate } from "../lib/live/use-live.ts";
import { useViewer } from "../root-data.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Badge } from "../ui/badge.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import type { CrumbHandle } from "../ui/shell/crumbs.ts";

export const handle: CrumbHandle<{ person: { name: string } } | undefined> = {
  crumb: (loaded) => loaded?.person.name ?? null,
};

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { identity } = context.api;
  const manages = context.viewer?.permissions.includes("people.manage") ?? false;
  const [person, options] = await Promise.all([
    load(request, identity.readPerson({ personId: params.personId ?? "" })),
    manages ? load(request, identity.readInviteOptions()) : null,
  ]);
  return { person, options };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const done = await performOnPerson(request, context.api.identity, params.personId ?? "");
  if (!done) throw data(null, { status: 400 });
  if (done.answer.intent === "take_back" && !done.answer.refusal) throw redirect("/people");
  return data(done.answer, done.status);
}

export default function PersonPage() {
  const t = useTranslations("identity.person");
  const { person, options } = useLoaderData<typeof loader>();
  useLiveRevalidate([`people/${person.id}`]);
  const isSelf = useViewer()?.personId === person.id;
  const manageable = person.manageable && options !== null;
  return (
    <>
      <PageHeader
        title={
          <span className="flex items-center gap-3">
            <Avatar name={person.name} seed={person.id} size="large" />
            {person.name}
          </span>
        }
        status={
          <>
            <PersonStatusBadge status={person.status} />
            {isSelf && <Badge>{t("you")}</Badge>}
          </>
        }
        description={
          <span className="flex flex-wrap gap-x-3">
            {person.email && <bdi>{person.email}</bdi>}
            <span>{t.rich("changed", { when: () => <Moment iso={person.updatedAt} /> })}</span>
          </span>
        }
      />
      {options && !person.manageable && (
        <p className="mb-5 max-w-prose rounded-card bg-accent-surface px-4 py-3 text-accent-text text-small">
          {t("notManageable")}
        </p>
      )}
      <div className="grid gap-x-10 gap-y-6 lg:grid-cols-[minmax(0,36rem)_minmax(18rem,24rem)]">
        <div className="flex flex-col gap-6">
          {manageable && (
            <section aria-labelledby="details">
              <h2 id="details" className="mb-3 text-large">
                {t("details")}
              </h2>
              <PersonDetails person={person} />
            </section>
          )}
          <PersonFamily person={person} />
        </div>
        <div className="flex flex-col gap-6">
          <PersonRoles person={person} options={options} />
          {manageable && <PersonAccess person={person} isSelf={isSelf} />}
        </div>
      </div>
    </>
  );
}
