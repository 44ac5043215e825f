import { useTranslations } from "use-intl";
import type { RunRow } from "#server/domains/runs/schema.ts";
import type { Messages } from "~/i18n/catalog.server.ts";

type Runs = Messages["runs"];

/** What work is called, what it is doing, its numbers, and why it failed; general words for what has none of its own. */
export function useRunWords() {
  const t = useTranslations("runs");
  const tail = (key: string) => key.split(".").at(-1) ?? "";
  return {
    task: (task: string) => {
      const key = `tasks.${tail(task)}` as `tasks.${keyof Runs["tasks"]}`;
      return t.has(key) ? t(key) : t("tasks.other");
    },
    phase: ({ state, phase }: RunRow) => {
      if (state === "queued") return t("phases.waiting");
      const key = `phases.${tail(phase)}` as `phases.${keyof Runs["phases"]}`;
      return t.has(key) ? t(key) : t("phases.working");
    },
    numbers: ({ detail: { placed, total } }: RunRow): string | null =>
      typeof placed === "number" && typeof total === "number" ? t("placed", { placed, total }) : null,
    reason: (error: string | null) => {
      const key = `reasons.${tail(error ?? "")}` as `reasons.${keyof Runs["reasons"]}`;
      return t.has(key) ? t(key) : t("reasons.other");
    },
  };
}
