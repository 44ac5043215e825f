import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigate, useSearchParams } from "@remix-run/react";
import { UserRoundPlus } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { roleNames } from "../../server/domains/identity/words/schema.ts";
import { load } from "../api.server.ts";
import { FilterLinks } from "../features/identity/filter-links.tsx";
import { InviteDialog } from "../features/identity/invite-dialog.tsx";
import { peopleFilter, withChoice } from "../features/identity/people-filter.ts";
import { PeopleTable } from "../features/identity/people-table.tsx";
import { useLiveRevalidate } from "../lib/live/use-live.ts";
import { useMay, useViewer } from "../root-data.ts";
import { LinkButton } from "../ui/link-button.tsx";
import { PageHeader } from "../ui/page-header.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const filter = peopleFilter(new URL(request.url));
  return load(request, context.api.identity.listPeople({ ...filter, limit: 100 }));
}

export default function Directory() {
  const t = useTranslations("identity");
  const page = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const [role, status] = [params.get("role"), params.get("status")];
  const schools = useViewer()?.schools ?? [];
  useLiveRevalidate(
    schools.map(({ id }) => `directory/${id}`),
    { everyMs: 1_000 },
  );
  return (
    <>
      <PageHeader
        title={t("people.title")}
        description={t("people.count", { count: page.total })}
        primary={useMay("people.manage") && <InviteButton />}
      />
      <div className="mb-3 flex flex-wrap items-center gap-x-6 gap-y-1">
        <FilterLinks
          label={t("people.roleFilter")}
          links={[
            { label: t("people.everyone"), to: withChoice(params, "role", null), current: !role },
            ...roleNames.map((name) => ({
              label: t(`rolesPlural.${name}`),
              to: withChoice(params, "role", name),
              current: role === name,
            })),
          ]}
        />
        <FilterLinks
          label={t("people.stateFilter")}
          links={[
            { label: t("people.anyState"), to: withChoice(params, "status", null), current: !status },
            ...(["active", "invited", "deactivated"] as const).map((name) => ({
              label: t(`status.${name}`),
              to: withChoice(params, "status", name),
              current: status === name,
            })),
          ]}
        />
      </div>
      <PeopleTable page={page} />
    </>
  );
}

/** A link to the page that invites; with scripts it opens over the list. */
function InviteButton() {
  const t = useTranslations("identity.people");
  const [open, setOpen] = useState(false);
  const navigate = useNavigate();
  return (
    <>
      <LinkButton
        tone="primary"
        to="/people/invite"
        icon={<UserRoundPlus />}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        {t("invite")}
      </LinkButton>
      <InviteDialog
        open={open}
        onOpenChange={setOpen}
        onOpenPerson={(personId) => navigate(`/people/${personId}`)}
      />
    </>
  );
}
