import type { LoaderFunctionArgs } from "@remix-run/node";
import { load } from "~/api.server.ts";
import type { PaletteItem } from "~/ui/palette/palette-source.ts";

const places = { set: "set", teacher: "teacher", room: "room" } as const;

/** What the command palette finds while somebody types: people for staff; classes, teachers and rooms by their week. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  const query = (searchParams.get("q") ?? "").trim().slice(0, 80);
  const kind = searchParams.get("kind");
  if (!context.viewer || query === "") return Response.json([]);
  if (kind === "people") {
    const { people } = await load(request, context.api.identity.listPeople({ search: query, limit: 6 }));
    return Response.json(
      people.map(({ id, name, email }) => ({ id, label: name, detail: email, to: `/people/${id}` })),
    );
  }
  if (kind !== "set" && kind !== "teacher" && kind !== "room") return Response.json([]);
  const words = query.toLocaleLowerCase().split(/\s+/);
  const found: PaletteItem[] = [];
  for (const { id: schoolId } of context.viewer.schools) {
    const rows = await load(request, context.api.school.choices({ schoolId, kinds: [kind] }));
    for (const { id, name, detail } of rows) {
      const text = `${name} ${detail}`.toLocaleLowerCase();
      if (!words.every((word) => text.includes(word))) continue;
      found.push({ id, label: name, detail, to: `/timetable/${schoolId}?${places[kind]}=${id}` });
    }
  }
  return Response.json(found.slice(0, 6));
}
