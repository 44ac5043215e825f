import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { load } from "~/api.server.ts";
import type { SchoolData } from "~/features/school/school-data.ts";
import { SchoolSwitcher, useSamePage } from "~/features/school/school-switcher.tsx";
import { sectionsFor } from "~/features/school/sections.ts";
import { useLiveRevalidate } from "~/lib/live/use-live.ts";
import { RouteProblem } from "~/ui/problems/route-problem.tsx";
import type { CrumbHandle } from "~/ui/shell/crumbs.ts";
import { TabLinks } from "~/ui/tabs.tsx";

export const handle: CrumbHandle<SchoolData | undefined> = { crumb: (data) => data?.school.name ?? null };

/** What all pages of a school need: the school, its week, and everything that pickers offer. */
export async function loader({ request, context, params }: LoaderFunctionArgs): Promise<SchoolData> {
  const schoolId = params.schoolId ?? "";
  const api = context.api.school;
  const school = await load(request, api.schools.get({ schoolId }));
  const [schools, week, choices] = await load(
    request,
    Promise.all([
      api.schools.list(),
      api.week.get({ schoolId }),
      school.mayEdit
        ? api.choices({ schoolId, kinds: ["teacher", "set", "room", "building", "subject", "tag"] })
        : [],
    ]),
  );
  return { school, week, choices, schools: schools.map(({ id, name }) => ({ id, name })) };
}

export default function SchoolPages() {
  const t = useTranslations("school");
  const { school, schools } = useLoaderData<typeof loader>();
  const samePage = useSamePage();
  useLiveRevalidate([`schools/${school.id}`], { when: (kind) => kind.startsWith("school."), everyMs: 500 });
  return (
    <>
      <SchoolSwitcher current={school.id} schools={schools} to={samePage} />
      <TabLinks
        label={t("title")}
        tabs={sectionsFor(school).map((section) => ({
          to: `/school/${school.id}${section.path}`,
          label: t(`sections.${section.id}`),
          end: section.path === "",
        }))}
      />
      <Outlet />
    </>
  );
}

export function ErrorBoundary() {
  return <RouteProblem />;
}
