import type { LoaderFunctionArgs } from "@remix-run/node";
import { exportFormats } from "#server/domains/timetable/export/schema.ts";
import { load } from "~/api.server.ts";

/** A timetable as a file to keep: `?timetable=<id>&format=<format>`. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams;
  const format = exportFormats.find((one) => one === search.get("format")) ?? "csv";
  const file = await load(
    request,
    context.api.timetable.export({ id: search.get("timetable") ?? "", format }),
  );
  return new Response(file.content, {
    headers: {
      "Content-Type": file.contentType,
      "Content-Disposition": `attachment; filename="timetable"; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
      "Cache-Control": "private, no-store",
    },
  });
}
