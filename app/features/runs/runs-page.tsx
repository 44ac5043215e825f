import { useFetcher, useSearchParams } from "@remix-run/react";
import { Hourglass, SearchX } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import type { RunProgress, RunRow } from "#server/domains/runs/schema.ts";
import { useLive, useLiveRevalidate } from "~/lib/live/use-live.ts";
import { useViewer } from "~/root-data.ts";
import { EmptyState } from "~/ui/empty-state.tsx";
import { LinkButton } from "~/ui/link-button.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { useToast } from "~/ui/toast.tsx";
import { FilterLinks } from "../identity/filter-links.tsx";
import { RunItem } from "./run-item.tsx";
import { isActive } from "./run-state.ts";
import { useRunWords } from "./use-run-words.ts";

export type RunsData = { runs: RunRow[]; nextCursor: string | null };
export type RunAnswer = { intent: "cancel" | "replay"; title: string; reason: string | null };

const shown = ["active", "failed", "succeeded", "cancelled"] as const;

/** The long work of the schools one watches; bars move by themselves, new work appears. */
export function RunsPage({ runs, nextCursor }: RunsData) {
  const t = useTranslations("runs");
  const [params] = useSearchParams();
  const schools = useViewer()?.schools ?? [];
  const state = params.get("state");
  const live = useMoving(runs);
  useLiveRevalidate(schools.map(({ id }) => `work/${id}`));
  return (
    <>
      <PageHeader title={t("title")} description={t("help")} />
      <div className="mb-3">
        <FilterLinks
          label={t("filter")}
          links={[
            { label: t("states.all"), to: "/work", current: !state },
            ...shown.map((one) => ({
              label: t(`states.${one}`),
              to: `/work?state=${one}`,
              current: state === one,
            })),
          ]}
        />
      </div>
      {runs.length === 0 ? (
        <Nothing filtered={state !== null} />
      ) : (
        <ul className="divide-y divide-line rounded-card border border-line bg-surface">
          {live.map((run) => (
            <Run key={run.id} run={run} school={schools.length > 1 ? nameOf(schools, run.schoolId) : null} />
          ))}
        </ul>
      )}
      {nextCursor && (
        <p className="mt-4 flex justify-center">
          <LinkButton to={`/work?${new URLSearchParams({ ...(state && { state }), cursor: nextCursor })}`}>
            {t("showLater")}
          </LinkButton>
        </p>
      )}
    </>
  );
}

const nameOf = (schools: readonly { id: string; name: string }[], id: string): string | null =>
  schools.find((school) => school.id === id)?.name ?? null;

function Run({ run, school }: { run: RunRow; school: string | null }) {
  const t = useTranslations("runs");
  const toast = useToast();
  const fetcher = useFetcher<RunAnswer>();
  const words = useRunWords();
  const said = useRef<RunAnswer>();
  useEffect(() => {
    const answer = fetcher.data;
    if (!answer || said.current === answer) return;
    said.current = answer;
    if (answer.reason) toast({ tone: "bad", message: words.reason(answer.reason) });
    else toast({ message: t(answer.intent === "replay" ? "replayed" : "stopped", { name: answer.title }) });
  });
  const send = (intent: RunAnswer["intent"]) =>
    fetcher.submit({ intent, id: run.id, title: run.title }, { method: "post", action: "/work" });
  return (
    <RunItem
      run={run}
      school={school}
      busy={fetcher.state !== "idle"}
      onCancel={() => send("cancel")}
      onReplay={() => send("replay")}
    />
  );
}

/** The runs with what was heard of them since they were read; the next reading replaces it. */
function useMoving(runs: readonly RunRow[]): readonly RunRow[] {
  const [heard, setHeard] = useState<{ of: readonly RunRow[]; news: Record<string, RunProgress> }>({
    of: runs,
    news: {},
  });
  useLive(
    runs.filter(isActive).map(({ id }) => `runs/${id}`),
    (news) => {
      if (!("event" in news)) return;
      const { entityId, payload } = news.event;
      setHeard((before) => ({
        of: runs,
        news: { ...(before.of === runs && before.news), [entityId]: payload as RunProgress },
      }));
    },
  );
  if (heard.of !== runs) return runs;
  return runs.map((run) => {
    const news = heard.news[run.id];
    return news ? { ...run, ...news, detail: { ...run.detail, ...news.detail } } : run;
  });
}

function Nothing({ filtered }: { filtered: boolean }) {
  const t = useTranslations("runs");
  if (!filtered) return <EmptyState icon={Hourglass} title={t("empty")} text={t("emptyHelp")} />;
  return (
    <EmptyState
      icon={SearchX}
      title={t("noneMatch")}
      text={t("noneMatchHelp")}
      action={<LinkButton to="/work">{t("showAll")}</LinkButton>}
    />
  );
}
