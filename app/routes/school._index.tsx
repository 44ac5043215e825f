import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { load } from "~/api.server.ts";
import { SchoolsPage } from "~/features/school/schools/schools-page.tsx";

/** With one school there is nothing to choose. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { schools: api } = context.api.school;
  const office = context.viewer?.permissions.includes("school.settings") ?? false;
  const [schools, mayFound] = await load(request, Promise.all([api.list(), office && api.mayFound()]));
  const [only] = schools;
  if (only && schools.length === 1) throw redirect(`/school/${only.id}`);
  return { schools: schools.map(({ id, name, timeZone }) => ({ id, name, timeZone })), mayFound };
}

export default function Schools() {
  return <SchoolsPage {...useLoaderData<typeof loader>()} />;
}

export { RouteProblem as ErrorBoundary } from "~/ui/problems/route-problem.tsx";
