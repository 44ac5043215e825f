import type { AppLoadContext } from "@remix-run/node";
import { load } from "~/api.server.ts";
import type { Viewer } from "~/load-context.ts";
import { schoolNow } from "../timetable/week/to-grid.ts";
import type { SchoolState, TodayData } from "./today-page.tsx";

type Api = AppLoadContext["api"];

/** Guardians of many children see the first few; the week view has them all. */
const most = 4;

/** Today's lessons of oneself and one's children, and for planners where their schools stand. */
export async function loadToday(request: Request, api: Api, viewer: Viewer): Promise<TodayData> {
  const may = (permission: string) => viewer.permissions.includes(permission);
  const at = new Date();
  const [mine, schools] = await load(
    request,
    Promise.all([
      api.timetable.mine(),
      may("timetable.plan") ? Promise.all(viewer.schools.slice(0, most).map((one) => stateOf(api, one))) : [],
    ]),
  );
  const weeks = await load(
    request,
    Promise.all(
      mine.persons.slice(0, most).map(async ({ id, schoolId, name, self }) => {
        const view = await api.timetable.view({ schoolId, kind: "person", id });
        const today = schoolNow(view.week, at)?.dayId;
        const day = view.week.days.findIndex((one) => one.id === today);
        return {
          person: { id, name, self },
          view: { ...view, cards: view.cards.filter((card) => card.day === day) },
        };
      }),
    ),
  );
  return { name: viewer.name, weeks, schools, servedAt: at.toISOString() };
}

async function stateOf(api: Api, school: { id: string; name: string }): Promise<SchoolState> {
  const [overview, timetables] = await Promise.all([
    api.school.overview({ schoolId: school.id }),
    api.timetable.list({ schoolId: school.id }),
  ]);
  return { ...school, overview, timetables };
}
