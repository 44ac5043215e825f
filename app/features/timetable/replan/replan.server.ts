import { type AppLoadContext, redirect } from "@remix-run/node";
import type { ReplanChange } from "#server/domains/timetable/replan/schema.ts";
import { attempt, load } from "~/api.server.ts";
import type { ReplanData } from "./replan-page.tsx";

type Api = AppLoadContext["api"];

/** The timetable to start from, and whom or what a change may be about. */
export async function loadReplan(request: Request, api: Api, schoolId: string): Promise<ReplanData> {
  const id = new URL(request.url).searchParams.get("timetable") ?? "";
  const [{ timetable }, directory] = await load(
    request,
    Promise.all([api.timetable.score({ id }), api.timetable.directory({ schoolId, timetableId: id })]),
  );
  const named = ({ id: of, name }: { id: string; name: string }) => ({ id: of, name });
  return {
    timetable,
    teachers: directory.teachers.map(named),
    rooms: directory.rooms.map(named),
    days: directory.week.days.map(({ name }) => name),
  };
}

/** What a moved lesson costs, in broken wishes of 100 %. */
const penalties: Record<string, number> = { few: 50, both: 5, wishes: 1 };

/** Starts the run and goes to the draft, where its bar moves; a refusal comes back with its reason. */
export async function startReplan(request: Request, api: Api, schoolId: string) {
  const form = await request.formData();
  const text = (name: string) => String(form.get(name) ?? "");
  const days = form.getAll("day").map(Number);
  const chosen = days.length === 0 ? null : days;
  const kind = text("kind");
  const change: ReplanChange =
    kind === "teacherAbsent"
      ? { kind, teacherId: text("teacherId"), days: chosen }
      : kind === "roomLost"
        ? { kind, roomId: text("roomId"), days: chosen }
        : { kind: "school" };
  const { value, problem } = await attempt(
    request,
    api.timetable.replan({
      id: text("id"),
      name: text("name"),
      change,
      movePenalty: penalties[text("moves")] ?? 10,
    }),
  );
  if (value) throw redirect(`/timetable/${schoolId}/plan/${value.timetable.id}`);
  return { reason: problem?.reason ?? "other" };
}
