import type { useTranslations } from "use-intl";
import type { Messages } from "~/i18n/catalog.server.ts";
import type { OrdersOutput } from "../api.ts";

export type StoryEntry = OrdersOutput["timeline"]["entries"][number];

type Title = keyof Messages["orders"]["story"]["titles"];
type QueueReason = keyof Messages["shop"]["queueReasons"];
type Tools = {
  t: ReturnType<typeof useTranslations<"orders.story">>;
  queue: ReturnType<typeof useTranslations<"shop.queueReasons">>;
  failureOf: (failure: { error: string; details: Record<string, unknown> }) => string;
};

/** What happened, in one sentence with its facts. What has no sentence says its kind. */
export function sayTitle(
  { title, kind, params }: Pick<StoryEntry, "title" | "kind" | "params">,
  tools: Tools,
) {
  const { t } = tools;
  const key = title.replaceAll(".", "_") as Title;
  return t.has(`titles.${key}`) ? t(`titles.${key}`, factsOf(params, tools)) : t(`kinds.${kind}`);
}

/** Everything a sentence may be filled in with; entries whose facts were erased or never noted get `none`. */
function factsOf(params: Readonly<Record<string, unknown>>, { queue, failureOf }: Tools) {
  const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : "none");
  const count = (value: unknown) => (typeof value === "number" ? value : 0);
  const reason = text(params.reason);
  const known = queue.has(reason as QueueReason) ? queue(reason as QueueReason) : null;
  return {
    count: count(params.count),
    over: count(params.over),
    seen: count(params.seen),
    days: count(params.days),
    to: count(params.to),
    told: text(params.status),
    pupil: text(params.pupil ?? params.named),
    course: text(params.course),
    reason: known ?? (reason === "none" ? reason : failureOf({ error: reason, details: params })),
  };
}
