import type { AppLoadContext, LoaderFunctionArgs } from "@remix-run/node";
import { attempt } from "~/api.server.ts";
import { catalogs } from "~/i18n/catalog.server.ts";

/** The calendar behind a secret address, `/calendar/<secret>.ics`: read by calendars, which cannot sign in. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const token = /^([\w-]{20,100})\.ics$/.exec(params.file ?? "")?.[1];
  if (!token) throw notThere(context);
  const { value, problem } = await attempt(request, context.api.timetable.feeds.read({ token }));
  if (problem)
    throw problem.status === 404 ? notThere(context) : new Response(null, { status: problem.status });
  return new Response(value.calendar, {
    headers: {
      "Content-Type": "text/calendar; charset=utf-8",
      "Content-Disposition": 'inline; filename="timetable.ics"',
      "Cache-Control": "private, max-age=600",
      "X-Robots-Tag": "noindex",
    },
  });
}

/** In the reader's language, for people do open these addresses. */
const notThere = ({ locale }: AppLoadContext) =>
  new Response(`${catalogs[locale].problems.noCalendar}\n`, {
    status: 404,
    headers: { "Content-Type": "text/plain; charset=utf-8" },
  });
