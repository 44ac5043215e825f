import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CalendarDays } from "lucide-react";
import { useTranslations } from "use-intl";
import { load } from "~/api.server.ts";
import { StatusBadge } from "~/ui/badge.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { TextLink } from "~/ui/text-link.tsx";

/** The own school at once: where one's own timetable is, or the only one. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { persons, schools } = await load(request, context.api.timetable.mine());
  const own = persons.find(({ self }) => self) ?? persons[0];
  const only = schools.length === 1 ? schools[0]?.id : undefined;
  const schoolId = own?.schoolId ?? only;
  if (schoolId) throw redirect(`/timetable/${schoolId}`);
  return { schools };
}

export default function Schools() {
  const t = useTranslations("timetable.schools");
  const { schools } = useLoaderData<typeof loader>();
  if (schools.length === 0) return <EmptyState icon={CalendarDays} title={t("none")} text={t("noneHelp")} />;
  return (
    <>
      <PageHeader title={t("title")} description={t("help")} />
      <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
        {schools.map((school) => (
          <li
            key={school.id}
            className="flex items-center justify-between gap-3 rounded-card border border-line bg-surface p-4"
          >
            <TextLink to={`/timetable/${school.id}`} className="font-strong text-large">
              {school.name}
            </TextLink>
            <StatusBadge tone={school.published ? "good" : "neutral"}>
              {t(school.published ? "published" : "unpublished")}
            </StatusBadge>
          </li>
        ))}
      </ul>
    </>
  );
}

export { RouteProblem as ErrorBoundary } from "~/ui/problems/route-problem.tsx";
