import { useFetcher, useNavigate } from "@remix-run/react";
import { CircleHelp, SearchCheck } from "lucide-react";
import { useEffect, useRef } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { useLiveRevalidate } from "~/lib/live/use-live.ts";
import { Button } from "~/ui/button.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { LinkButton } from "~/ui/link-button.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { ProgressBar } from "~/ui/progress-bar.tsx";
import { useToast } from "~/ui/toast.tsx";
import { BlockerList } from "./blocker-list.tsx";
import type { WhyAnswer, WhyChange } from "./change.ts";
import { FindingCard } from "./finding-card.tsx";
import type { WhyData } from "./why.server.ts";

/** Why a timetable cannot be made: the reasons, smallest sets of rules each, and one click for what would free them. */
export function WhyPage(data: WhyData) {
  const { schoolId, timetable, answer, run } = data;
  const t = useTranslations("whyNot");
  const plan = `/timetable/${schoolId}/plan/${timetable.id}`;
  useLiveRevalidate([
    `timetables/${timetable.id}`,
    `schools/${schoolId}`,
    ...(run ? [`runs/${run.id}`] : []),
  ]);
  const { send, busy } = useWhyChange(plan);
  const look = (
    <Button
      tone={answer ? "secondary" : "primary"}
      icon={<SearchCheck />}
      busy={busy || run !== null}
      onClick={() => send({ intent: "look", id: timetable.id })}
    >
      {t(answer ? "again" : "look")}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t("titleOf", { name: timetable.name })}
        description={t("help")}
        actions={<LinkButton to={plan}>{t("back")}</LinkButton>}
        primary={answer ? look : undefined}
      />
      {run && (
        <div className="mb-4 rounded-card border border-line bg-surface px-4 py-3.5">
          <ProgressBar
            label={t(run.state === "queued" ? "waiting" : "looking")}
            value={null}
            onCancel={() => send({ intent: "cancel", runId: run.id })}
            cancelling={run.cancelRequested}
          />
        </div>
      )}
      {answer ? (
        <Answer data={data} busy={busy} send={send} />
      ) : (
        <div className="rounded-card border border-line">
          <EmptyState icon={CircleHelp} title={t("none")} text={t("noneHelp")} action={look} />
        </div>
      )}
    </>
  );
}

type Acting = { busy: boolean; send: (change: WhyChange) => void };

function Answer({ data, busy, send }: Acting & { data: WhyData }) {
  const { schoolId, timetable, answer, answeredAt, stale } = data;
  const t = useTranslations("whyNot");
  const format = useFormatter();
  if (!answer) return null;
  const when =
    answeredAt && format.dateTime(new Date(answeredAt), { dateStyle: "medium", timeStyle: "short" });
  return (
    <div className="grid gap-4">
      <div role="status" className="flex flex-wrap items-center justify-between gap-3">
        <div>
          <p className="text-large">{t(`verdicts.${answer.verdict}`)}</p>
          <p className="text-muted text-small">
            {[when && t("found", { when }), stale && t("stale")].filter(Boolean).join(" · ")}
          </p>
        </div>
        {answer.verdict === "impossible" && timetable.state === "draft" && (
          <Button
            busy={busy}
            title={t("despiteHelp")}
            onClick={() => send({ intent: "despite", id: timetable.id, version: timetable.version })}
          >
            {t("despite")}
          </Button>
        )}
      </div>
      {answer.findings.map((finding, index) => (
        <FindingCard
          // biome-ignore lint/suspicious/noArrayIndexKey: findings of one answer never move
          key={index}
          schoolId={schoolId}
          finding={finding}
          busy={busy}
          onApply={(ruleId, patch) => send({ intent: "apply", ruleId, patch })}
        />
      ))}
      <BlockerList schoolId={schoolId} blockers={answer.blockers} />
    </div>
  );
}

/** Sends what is asked on this page, says what came of it, and offers to undo a change of a rule. */
function useWhyChange(plan: string): Acting {
  const t = useTranslations();
  const toast = useToast();
  const navigate = useNavigate();
  const fetcher = useFetcher<WhyAnswer>();
  const heard = useRef<WhyAnswer | undefined>(undefined);
  const { data, state } = fetcher;
  const send = (change: WhyChange) =>
    fetcher.submit(JSON.stringify(change), { method: "post", encType: "application/json" });
  const newest = useRef({ send, t, toast, navigate });
  newest.current = { send, t, toast, navigate };
  useEffect(() => {
    if (state !== "idle" || !data || heard.current === data) return;
    heard.current = data;
    const { send, t, toast, navigate } = newest.current;
    const { change, problem, undo } = data;
    if (problem) toast({ tone: "bad", message: t("whyNot.refused") });
    else if (undo)
      toast({
        tone: "good",
        message: t("whyNot.done"),
        action: { label: t("common.undo"), onAction: () => send(undo) },
      });
    else if (change.intent === "undo") toast({ message: t("whyNot.undone") });
    else if (change.intent === "despite") navigate(plan);
  }, [data, state, plan]);
  return { send, busy: state !== "idle" };
}
