import { useFetcher } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import type { Messages } from "~/i18n/catalog.server.ts";
import { useToast } from "~/ui/toast.tsx";
import type { PlanAnswer, PlanChange } from "./change.ts";

type Reason = keyof Messages["timetable"]["problems"];

/** Says why a change was refused. */
export function useProblemText(): (reason: string) => string {
  const t = useTranslations("timetable.problems");
  return (reason) => {
    const key = reason.replace(/^timetable\./, "") as Reason;
    return t.has(key) ? t(key) : t(reason === "input.invalid" ? "name" : "other");
  };
}

/**
 * Sends changes of timetables. `onDone` hears what came of each; a refusal is said in a toast, except a stale version,
 * which `onDone` answers with the conflict dialog. The page has been read again by then, so it shows what stands.
 */
export function usePlanChange(schoolId: string, onDone?: (answer: PlanAnswer) => void) {
  const fetcher = useFetcher<PlanAnswer>();
  const toast = useToast();
  const problemText = useProblemText();
  const heard = useRef<PlanAnswer | undefined>(undefined);
  const newest = useRef(onDone);
  newest.current = onDone;
  const { data, state } = fetcher;
  useEffect(() => {
    if (state !== "idle" || !data || heard.current === data) return;
    heard.current = data;
    if (data.problem && !data.problem.stale)
      toast({ tone: "bad", message: problemText(data.problem.reason) });
    newest.current?.(data);
  }, [data, state, toast, problemText]);
  const send = (change: PlanChange) =>
    fetcher.submit(JSON.stringify(change), {
      method: "post",
      action: `/timetable/${schoolId}/change`,
      encType: "application/json",
    });
  return { send, busy: state !== "idle" };
}
