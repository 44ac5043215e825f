import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { attempt, load } from "~/api.server.ts";
import { NewSchoolPage } from "~/features/school/schools/new-school-page.tsx";
import { slugOf } from "~/features/school/schools/slug.ts";
import type { CrumbHandle } from "~/ui/shell/crumbs.ts";

export const handle: CrumbHandle = { crumb: (_, t) => t("school.schools.new") };

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { schools: api } = context.api.school;
  const [mayFound, schools] = await load(request, Promise.all([api.mayFound(), api.list()]));
  if (!mayFound) throw new Response(null, { status: 403 });
  return {
    schools: schools.map(({ id, name, timeZone, locale }) => ({ id, name, timeZone, locale })),
    zones: Intl.supportedValuesOf("timeZone").concat("UTC"),
  };
}

/** Founds the school and goes on with setting it up. */
export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData();
  const text = (name: string) => String(form.get(name) ?? "").trim();
  const { value, problem } = await attempt(
    request,
    context.api.school.schools.create({
      values: {
        name: text("name"),
        slug: text("slug") || slugOf(text("name")),
        timeZone: text("timeZone"),
        locale: text("locale"),
      },
      like: text("like") || null,
    }),
  );
  if (value) throw redirect(`/school/${value.id}`);
  const named = { ...problem.fields, ...(problem.details.fields as Record<string, string> | undefined) };
  const fields = Object.fromEntries(
    Object.entries(named).map(([path, message]) => [path.replace(/^values\./, ""), message]),
  );
  return data({ reason: problem.reason, fields }, problem.status);
}

export default function NewSchool() {
  return <NewSchoolPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}

export { RouteProblem as ErrorBoundary } from "~/ui/problems/route-problem.tsx";
