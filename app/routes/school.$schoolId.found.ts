import type { LoaderFunctionArgs } from "@remix-run/node";
import { load } from "~/api.server.ts";

/** Lessons that a picker offers for what was typed: there are too many to send them all. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams.get("q") ?? "";
  const page = await load(
    request,
    context.api.school.lessons.list({
      schoolId: params.schoolId ?? "",
      search: search.slice(0, 120),
      sort: "subject",
      limit: 60,
    }),
  );
  const found = page.rows.map((lesson) => ({
    id: lesson.id,
    label: [lesson.subjectName, lesson.setNames.join(", ")].filter(Boolean).join(" · "),
    detail: [lesson.teacherNames.join(", "), `#${lesson.externalId}`].filter(Boolean).join(" · "),
    hue: lesson.hue,
  }));
  return Response.json(found);
}
