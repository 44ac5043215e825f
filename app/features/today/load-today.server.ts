import type { AppLoadContext } from "@remix-run/node";
import { load } from "~/api.server.ts";
import type { Viewer } from "~/load-context.ts";
import { dayAhead } from "../timetable/week/to-grid.ts";
import type { ShopState } from "./shop-card.tsx";
import type { SchoolState, TodayData } from "./today-page.tsx";

type Api = AppLoadContext["api"];

/** Guardians of many children see the first few; the week view has them all. */
const most = 4;

/** Today's lessons, or those of the next school day, of oneself and one's children; for planners where their schools stand, and for offices what waits in the shop. */
export async function loadToday(request: Request, api: Api, viewer: Viewer): Promise<TodayData> {
  const may = (permission: string) => viewer.permissions.includes(permission);
  const at = new Date();
  const [mine, schools, shops] = await load(
    request,
    Promise.all([
      api.timetable.mine(),
      may("timetable.plan") ? Promise.all(viewer.schools.slice(0, most).map((one) => stateOf(api, one))) : [],
      may("orders.read") ? Promise.all(viewer.schools.slice(0, most).map((one) => shopOf(api, one))) : [],
    ]),
  );
  const weeks = await load(
    request,
    Promise.all(
      mine.persons.slice(0, most).map(async ({ id, schoolId, name, self, as }) => {
        const view = await api.timetable.view({ schoolId, kind: "person", id });
        const ahead = dayAhead(view.week, view.cards, at);
        return {
          person: { id, name, self, as },
          view: { ...view, cards: view.cards.filter((card) => card.day === ahead?.index) },
          today: ahead?.today ?? true,
          dayName: ahead ? (view.week.days[ahead.index]?.name ?? null) : null,
        };
      }),
    ),
  );
  return { name: viewer.name, weeks, schools, shops: shops.flat(), servedAt: at.toISOString() };
}

/** A school that sells nothing has no card for it. */
async function shopOf(api: Api, { id, name }: { id: string; name: string }): Promise<ShopState[]> {
  const overview = await api.orders.overview({ schoolId: id });
  return overview.stores > 0 ? [{ id, name, overview }] : [];
}

async function stateOf(api: Api, school: { id: string; name: string }): Promise<SchoolState> {
  const [overview, timetables] = await Promise.all([
    api.school.overview({ schoolId: school.id }),
    api.timetable.list({ schoolId: school.id }),
  ]);
  return { ...school, overview, timetables };
}
