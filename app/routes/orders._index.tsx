import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PackageOpen } from "lucide-react";
import { useTranslations } from "use-intl";
import { EmptyState } from "~/ui/empty-state.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { TextLink } from "~/ui/text-link.tsx";

/** The only school at once; otherwise one is chosen. */
export function loader({ context }: LoaderFunctionArgs) {
  const schools = context.viewer?.schools ?? [];
  const [only] = schools;
  if (only && schools.length === 1) throw redirect(`/orders/${only.id}`);
  return { schools: schools.map(({ id, name }) => ({ id, name })) };
}

export default function Schools() {
  const t = useTranslations("orders.schools");
  const { schools } = useLoaderData<typeof loader>();
  if (schools.length === 0) return <EmptyState icon={PackageOpen} title={t("none")} text={t("noneHelp")} />;
  return (
    <>
      <PageHeader title={t("title")} description={t("help")} />
      <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
        {schools.map((school) => (
          <li key={school.id} className="rounded-card border border-line bg-surface p-4">
            <TextLink to={`/orders/${school.id}`} className="font-strong text-large">
              {school.name}
            </TextLink>
          </li>
        ))}
      </ul>
    </>
  );
}

export { RouteProblem as ErrorBoundary } from "~/ui/problems/route-problem.tsx";
