import { useNavigate } from "@remix-run/react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { RunRow } from "#server/domains/runs/schema.ts";
import type { Timetable } from "#server/domains/timetable/schema.ts";
import type { Card, Directory, TimetableView } from "#server/domains/timetable/view/schema.ts";
import { useLiveRevalidate } from "~/lib/live/use-live.ts";
import { PageHeader } from "~/ui/page-header.tsx";
import { Sheet } from "~/ui/sheet.tsx";
import { type ToastInput, useToast } from "~/ui/toast.tsx";
import { SubjectPicker } from "../week/subject-picker.tsx";
import type { PlanAnswer, PlanChange, StalePlan } from "./change.ts";
import { EditableWeek } from "./editable-week.tsx";
import { PinAll } from "./pin-all.tsx";
import { MoreActions, PublishAction } from "./plan-actions.tsx";
import { PlanBar } from "./plan-bar.tsx";
import { PlanConflict } from "./plan-conflict.tsx";
import { type RuleScore, ScorePanel } from "./score-panel.tsx";
import { StateBadge } from "./state-badge.tsx";
import { usePlanChange } from "./use-plan-change.ts";
import { type Generation, isActive, useRun } from "./use-run.ts";

export type PlanData = {
  schoolId: string;
  timetable: Timetable;
  breakdown: RuleScore[];
  directory: Directory;
  view: TimetableView | null;
  unplaced: Card[];
  run: RunRow | null;
  /** Name of the timetable that is in force. */
  previous: string | null;
};

/** One timetable: let the engine work, look at it from every side, move lessons, publish. */
export function PlanPage(data: PlanData) {
  const { schoolId, timetable, breakdown, directory, view, unplaced } = data;
  const t = useTranslations("timetable");
  const toast = useToast();
  useLiveRevalidate([`timetables/${timetable.id}`]);
  const refusal = useRefusal();
  const generation = useRun(data.run, (ended) => toast(refusal(ended) ?? endOf(ended, timetable.name, t)));
  const [scoreShown, setScoreShown] = useState(false);
  const [late, setLate] = useState<{ change: PlanChange; stale: StalePlan } | null>(null);
  const onDone = useAnswers(schoolId, (id) => send({ intent: "restore", id }));
  const { send, busy } = usePlanChange(schoolId, (answer) => {
    if (answer.problem?.stale) setLate({ change: answer.change, stale: answer.problem.stale });
    onDone(answer);
  });
  const seen = { id: timetable.id, version: timetable.version };
  const working = generation !== null && isActive(generation);
  const editable = !working && timetable.state !== "published" && timetable.state !== "archived";
  const copy = () =>
    send({
      intent: "duplicate",
      id: timetable.id,
      name: t("plan.copyOf", { name: timetable.name }).slice(0, 120),
    });
  const acting = { timetable, busy, working, send };
  return (
    <>
      <PageHeader
        title={timetable.name}
        status={<StateBadge state={working ? "generating" : timetable.state} />}
        actions={<MoreActions {...acting} copy={copy} />}
        primary={<PublishAction {...acting} previous={data.previous} />}
      />
      <PlanBar
        timetable={timetable}
        generation={generation}
        busy={busy}
        onStart={(seconds) => send({ intent: "generate", ...seen, seconds })}
        onCancel={() => generation && send({ intent: "cancel", runId: generation.id })}
        onCopy={copy}
        onScore={() => setScoreShown(true)}
      />
      <div className="flex flex-wrap items-start justify-between gap-x-4">
        <SubjectPicker
          directory={directory}
          persons={[]}
          chosen={view && { kind: view.kind, id: view.subject.id }}
          to={({ kind, id }) => `/timetable/${schoolId}/plan/${timetable.id}?${kind}=${id}`}
        />
        {view && editable && (
          <PinAll
            view={view}
            busy={busy}
            onPin={(lessonIds, pinned) => send({ intent: "pin", ...seen, lessonIds, pinned })}
          />
        )}
      </div>
      {view && (
        <EditableWeek timetable={timetable} view={view} unplaced={unplaced} editable={editable} send={send} />
      )}
      <Sheet open={scoreShown} onOpenChange={setScoreShown} title={t("score.title")} size="large">
        <ScorePanel
          breakdown={breakdown}
          judged={timetable.unplaced !== null}
          busy={busy}
          onJudge={() => send({ intent: "judge", id: timetable.id })}
        />
      </Sheet>
      {late && (
        <PlanConflict
          key={late.stale.server.version}
          {...late}
          view={view}
          unplaced={unplaced}
          busy={busy}
          onClose={() => setLate(null)}
          onSave={send}
        />
      )}
    </>
  );
}

/** What the checks before a search proved impossible: the page of reasons is one click away. */
function useRefusal() {
  const t = useTranslations("whyNot");
  const navigate = useNavigate();
  return ({ detail: { reasons } }: Generation): ToastInput | null =>
    reasons
      ? {
          tone: "bad",
          message: t("reasonsFound", { count: reasons }),
          action: { label: t("open"), onAction: () => navigate("why") },
        }
      : null;
}

type Translate = ReturnType<typeof useTranslations<"timetable">>;

function endOf(generation: Generation, name: string, t: Translate) {
  if (generation.state === "failed") return { tone: "bad" as const, message: t("generate.failed") };
  if (generation.state === "cancelled") return { tone: "info" as const, message: t("generate.cancelled") };
  return generation.detail.keptOld
    ? { tone: "info" as const, message: t("generate.keptOld") }
    : { tone: "good" as const, message: t("generate.finished", { name }) };
}

/** What follows a change that went well: where to go, what to say, how to undo it. */
function useAnswers(schoolId: string, restore: (id: string) => void): (answer: PlanAnswer) => void {
  const t = useTranslations();
  const navigate = useNavigate();
  const toast = useToast();
  return ({ change, timetable }) => {
    if (!timetable) return;
    const { name } = timetable;
    const page = `/timetable/${schoolId}/plan`;
    if (change.intent === "duplicate" || change.intent === "restore") navigate(`${page}/${timetable.id}`);
    if (change.intent === "restore") toast({ message: t("timetable.plan.restored", { name }) });
    if (change.intent === "publish") toast({ message: t("timetable.plan.publishedToast", { name }) });
    if (change.intent === "unpublish") toast({ message: t("timetable.plan.unpublished", { name }) });
    if (change.intent === "archive") toast({ message: t("timetable.plan.archived", { name }) });
    if (change.intent === "remove") {
      navigate(page);
      const action = { label: t("common.undo"), onAction: () => restore(timetable.id) };
      toast({ message: t("timetable.plan.deleted", { name }), action });
    }
  };
}
