import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { load } from "~/api.server.ts";
import { PrintPage } from "~/features/timetable/print/print-page.tsx";

const kinds = ["set", "teacher", "room"] as const;
const uuid = /^[0-9a-f-]{36}$/;

/** Weeks for paper: `?kind=set` of all classes, with `id` of one, with `timetable` of a draft. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { pathname, search, searchParams } = new URL(request.url);
  if (!context.viewer) throw redirect(`/sign-in?next=${encodeURIComponent(pathname + search)}`);
  const kind = kinds.find((one) => one === searchParams.get("kind")) ?? "set";
  const given = (name: string) => {
    const value = searchParams.get(name) ?? "";
    return uuid.test(value) ? value : undefined;
  };
  const [id, timetableId] = [given("id"), given("timetable")];
  const schoolId = params.schoolId ?? "";
  const sheets = await load(
    request,
    context.api.timetable.sheets({ schoolId, kind, timetableId, ...(id && { ids: [id] }) }),
  );
  return { schoolId, kind, id: id ?? null, draft: timetableId ?? null, ...sheets };
}

export default function Print() {
  return <PrintPage {...useLoaderData<typeof loader>()} />;
}

export { RouteProblem as ErrorBoundary } from "~/ui/problems/route-problem.tsx";
