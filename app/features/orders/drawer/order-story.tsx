import { keepPreviousData, useQuery } from "@tanstack/react-query";
import {
  GraduationCap,
  Hourglass,
  Lock,
  type LucideIcon,
  Mail,
  Pencil,
  RefreshCw,
  Send,
  ShoppingBag,
  Undo2,
  Users,
} from "lucide-react";
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import type { OrderDetails } from "#server/domains/orders/schema.ts";
import { Button } from "~/ui/button.tsx";
import { Skeleton } from "~/ui/skeleton.tsx";
import { type OrdersOutput, readOrders } from "../api.ts";
import { useFailureReason } from "../failures/failure-reason.ts";
import { orderKeys } from "../list/order-cache.ts";
import { type StoryEntry as Entry, sayTitle } from "./story-title.ts";
import { sayChange } from "./story-values.ts";

const icons: Record<Entry["kind"], LucideIcon> = {
  webhook: ShoppingBag,
  reconcile: RefreshCw,
  edit: Pencil,
  bulk: Users,
  undo: Undo2,
  push: Send,
  enrolment: GraduationCap,
  mail: Mail,
  job: Hourglass,
  privacy: Lock,
};

/** Everything that happened to an order, the newest first: what the shop said, what people and jobs did. */
export function OrderStory({ schoolId, order }: { schoolId: string; order: OrderDetails }) {
  const t = useTranslations("orders.drawer");
  const [pages, setPages] = useState(1);
  const { data, isPlaceholderData } = useQuery({
    queryKey: [...orderKeys.timeline(schoolId, order.id), "story", pages],
    queryFn: ({ signal }) => readStory(order.id, pages, signal),
    placeholderData: keepPreviousData,
  });
  const entries = data?.entries;
  const hasNextPage = data !== undefined && data.nextCursor !== null;
  return (
    <section>
      <h3 className="mb-3 text-body">{t("story")}</h3>
      {!entries ? (
        <Skeleton className="h-24 w-full" />
      ) : entries.length === 0 ? (
        <p className="text-muted">{t("storyEmpty")}</p>
      ) : (
        <ol className="flex flex-col">
          {entries.map((entry, index) => (
            <StoryEntry
              key={entry.id}
              entry={entry}
              currency={order.total.currency}
              last={index === entries.length - 1 && !hasNextPage}
            />
          ))}
        </ol>
      )}
      {hasNextPage && (
        <Button size="small" tone="quiet" busy={isPlaceholderData} onClick={() => setPages(pages + 1)}>
          {t("storyMore")}
        </Button>
      )}
    </section>
  );
}

/** The newest entries, so many pages of them. */
async function readStory(id: string, pages: number, signal: AbortSignal): Promise<OrdersOutput["timeline"]> {
  const read = (cursor: string | null) =>
    readOrders("timeline", { id, limit: 20, ...(cursor && { cursor }) }, signal);
  let { entries, nextCursor } = await read(null);
  for (let page = 1; page < pages && nextCursor !== null; page += 1) {
    const next = await read(nextCursor);
    entries = [...entries, ...next.entries];
    nextCursor = next.nextCursor;
  }
  return { entries, nextCursor };
}

type EntryProps = { entry: Entry; currency: string; last: boolean };

function StoryEntry({ entry, currency, last }: EntryProps) {
  const t = useTranslations("orders.story");
  const queue = useTranslations("shop.queueReasons");
  const failureOf = useFailureReason();
  const format = useFormatter();
  const Icon = icons[entry.kind];
  const at = new Date(entry.at);
  const topic = typeof entry.params.topic === "string" ? entry.params.topic : null;
  return (
    <li className="relative flex gap-3 pb-4">
      {!last && <span aria-hidden className="absolute start-3 top-7 bottom-0 w-px bg-line" />}
      <span className="grid size-6 shrink-0 place-items-center rounded-full bg-sunken text-muted ring-1 ring-line">
        <Icon aria-hidden className="size-3.5" />
      </span>
      <div className="min-w-0 flex-1">
        <div className="flex items-baseline justify-between gap-x-3">
          <span className="min-w-0 break-words">
            {sayTitle(entry, { t, queue, failureOf })}
            {entry.actorName && <span className="text-muted"> {t("by", { who: entry.actorName })}</span>}
          </span>
          <time
            dateTime={entry.at}
            title={format.dateTime(at, { dateStyle: "full", timeStyle: "medium" })}
            className="shrink-0 text-caption text-muted"
          >
            {format.dateTime(at, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" })}
          </time>
        </div>
        {topic && (
          <bdi dir="ltr" className="font-mono text-caption text-subtle">
            {topic}
          </bdi>
        )}
        {entry.fields.length > 0 && <FieldChanges fields={entry.fields} currency={currency} />}
      </div>
    </li>
  );
}

function FieldChanges({ fields, currency }: { fields: Entry["fields"]; currency: string }) {
  const t = useTranslations("orders");
  const format = useFormatter();
  const failureOf = useFailureReason();
  const changes = fields.map((change) => ({
    field: change.field,
    ...sayChange(change, { t, format, failureOf, currency }),
  }));
  return (
    <ul className="mt-1 flex flex-col gap-0.5 text-small">
      {changes.map(({ field, label, before, after }) => (
        <li key={field} className="flex flex-wrap items-baseline gap-x-1.5 break-words">
          <span className="text-muted">{label}</span>
          {before !== null && (
            <>
              <s dir="auto" className="text-subtle">
                {before}
              </s>
              <span aria-hidden className="flip-rtl inline-block text-subtle">
                →
              </span>
            </>
          )}
          <span dir="auto" className="min-w-0 break-words">
            {after ?? t("story.changed")}
          </span>
        </li>
      ))}
    </ul>
  );
}
