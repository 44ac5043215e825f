import { useFetcher } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { useToast } from "~/ui/toast.tsx";
import type { ImportAnswer } from "./import-answer.ts";
import { useImportProblem } from "./use-import-problem.ts";

/**
 * Takes imports back, saying what came of it, and offers it in passing after each. `applied` is what was just imported.
 */
export function useUndoImport(applied: ImportAnswer | undefined) {
  const t = useTranslations("timetable.import");
  const common = useTranslations("common");
  const toast = useToast();
  const problemText = useImportProblem();
  const fetcher = useFetcher<ImportAnswer>();
  const undo = (importId: string) => fetcher.submit({ intent: "undo", importId }, { method: "post" });
  const told = useRef<unknown>(undefined);
  const tell = (answer: ImportAnswer | undefined) => {
    if (!answer || told.current === answer) return;
    told.current = answer;
    const { importId, preview, undone, problem } = answer;
    if (undone !== undefined) toast({ message: t("undone", { name: undone }) });
    else if (answer.intent === "undo" && problem) toast({ tone: "bad", message: problemText(problem) });
    else if (importId && preview)
      toast({
        message: t("done", { name: preview.institution || preview.fileName }),
        action: { label: common("undo"), onAction: () => undo(importId) },
      });
  };
  const latest = useRef(tell);
  latest.current = tell;
  useEffect(() => latest.current(applied), [applied]);
  useEffect(() => {
    if (fetcher.state === "idle") latest.current(fetcher.data);
  }, [fetcher.state, fetcher.data]);
  return { undo, busy: fetcher.state !== "idle" };
}
