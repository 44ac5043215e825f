import type { LoaderFunctionArgs } from "@remix-run/node";
import { load } from "../api.server.ts";
import { peopleFilter } from "../features/identity/people-filter.ts";

/** The first people that fit, as JSON: what pickers ask while somebody types. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const filter = peopleFilter(new URL(request.url));
  const found = await load(request, context.api.identity.listPeople({ ...filter, limit: 20 }));
  return Response.json(found);
}
