import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Building2 } from "lucide-react";
import { useTranslations } from "use-intl";
import { load } from "~/api.server.ts";
import { EmptyState } from "~/ui/empty-state.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { RouteProblem } from "~/ui/problems/route-problem.tsx";
import { TextLink } from "~/ui/text-link.tsx";

/** With one school there is nothing to choose. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const schools = await load(request, context.api.school.schools.list());
  const [only] = schools;
  if (only && schools.length === 1) throw redirect(`/school/${only.id}`);
  return { schools };
}

export default function Schools() {
  const t = useTranslations("school");
  const { schools } = useLoaderData<typeof loader>();
  if (schools.length === 0)
    return <EmptyState icon={Building2} title={t("schools.none")} text={t("schools.noneHelp")} />;
  return (
    <>
      <PageHeader title={t("schools.title")} description={t("schools.help")} />
      <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
        {schools.map((school) => (
          <li key={school.id} className="rounded-card border border-line p-4">
            <TextLink to={`/school/${school.id}`} className="font-strong text-large">
              {school.name}
            </TextLink>
            <p className="text-muted text-small">{school.timeZone}</p>
          </li>
        ))}
      </ul>
    </>
  );
}

export function ErrorBoundary() {
  return <RouteProblem />;
}
