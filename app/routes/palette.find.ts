import type { LoaderFunctionArgs } from "@remix-run/node";
import { load } from "~/api.server.ts";
import type { PaletteFound } from "~/features/frame/palette-sources.ts";

/** What the command palette finds while somebody types: people for staff, orders for offices; classes, teachers and rooms by their week. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const search = (new URL(request.url).searchParams.get("q") ?? "").trim().slice(0, 80);
  const { api, viewer } = context;
  const found: PaletteFound = { people: [], orders: [], set: [], teacher: [], room: [] };
  if (!viewer || search === "") return Response.json(found);
  const mayReadPeople = viewer.permissions.includes("people.read");
  const mayReadOrders = viewer.permissions.includes("orders.read");
  const [rows, directory, orders] = await load(
    request,
    Promise.all([
      api.school.find({ search }),
      mayReadPeople ? api.identity.listPeople({ search, limit: 6 }) : { people: [] },
      mayReadOrders ? api.orders.find({ query: search, limit: 6 }) : [],
    ]),
  );
  for (const { id, kind, name, detail, schoolId, school } of rows) {
    const told = [kind === "set" ? "" : detail, viewer.schools.length > 1 ? school : ""];
    found[kind].push({
      id,
      label: name,
      detail: told.filter(Boolean).join(" · "),
      to: `/timetable/${schoolId}?${kind}=${id}`,
    });
  }
  for (const { id, name, email } of directory.people)
    found.people.push({ id, label: name, ...(email && { detail: email }), to: `/people/${id}` });
  for (const { id, schoolId, number, customerName } of orders)
    found.orders.push({ id, label: number, detail: customerName, to: `/orders/${schoolId}?order=${id}` });
  return Response.json(found);
}
