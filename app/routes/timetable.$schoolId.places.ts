import type { LoaderFunctionArgs } from "@remix-run/node";
import { load } from "~/api.server.ts";

/** Where one lesson of a timetable could go, and what it would break there. */
export function loader({ request, context }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams;
  const input = { id: search.get("timetable") ?? "", lessonId: search.get("lesson") ?? "" };
  return load(request, context.api.timetable.places(input));
}
