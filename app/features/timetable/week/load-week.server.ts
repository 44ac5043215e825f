import type { AppLoadContext } from "@remix-run/node";
import { type Directory, type Mine, viewKinds } from "#server/domains/timetable/view/schema.ts";
import { load } from "~/api.server.ts";
import type { Chosen } from "./subject-picker.tsx";
import type { WeekData } from "./week-page.tsx";

type Api = AppLoadContext["api"]["timetable"];

/** The published week of whom the address names; else one's own; else the first who has lessons. */
export async function loadWeek(request: Request, api: Api, schoolId: string): Promise<WeekData> {
  const [mine, directory] = await load(request, Promise.all([api.mine(), api.directory({ schoolId })]));
  const persons = mine.persons.filter((person) => person.schoolId === schoolId);
  const chosen = choose(new URL(request.url).searchParams, persons, directory);
  const view = chosen && directory.timetable ? await load(request, api.view({ schoolId, ...chosen })) : null;
  return { schoolId, directory, persons, view, servedAt: new Date().toISOString() };
}

/** Whom an address names, or who is shown when it names nobody. */
export function choose(
  search: URLSearchParams,
  persons: Mine["persons"],
  { sets, teachers, rooms }: Pick<Directory, "sets" | "teachers" | "rooms">,
): Chosen | null {
  for (const kind of viewKinds) {
    const id = search.get(kind);
    if (id) return { kind, id };
  }
  const [own] = persons;
  if (own) return { kind: "person", id: own.id };
  const busy = <Row extends { id: string; lessons: number }>(rows: readonly Row[]) =>
    rows.find((row) => row.lessons > 0) ?? rows[0];
  // a whole year side by side is hard to read: a class first, where years have classes
  const set = busy(sets.filter(({ kind }) => kind === "group")) ?? busy(sets);
  if (set) return { kind: "set", id: set.id };
  const teacher = busy(teachers);
  if (teacher) return { kind: "teacher", id: teacher.id };
  const room = busy(rooms);
  return room ? { kind: "room", id: room.id } : null;
}
