import { Link, useSearchParams } from "@remix-run/react";
import { GraduationCap, UserRoundCheck, X } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Moment } from "~/features/identity/moment.tsx";
import type { Messages } from "~/i18n/catalog.server.ts";
import { Button } from "~/ui/button.tsx";
import { buttonStyle } from "~/ui/button-style.ts";
import { Card } from "~/ui/card.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { IconButton } from "~/ui/icon-button.tsx";
import { EntityPicker } from "~/ui/picker/entity-picker.tsx";
import type { Entity } from "~/ui/picker/picker-options.ts";
import { TextLink } from "~/ui/text-link.tsx";
import { useToast } from "~/ui/toast.tsx";
import type { OrdersOutput } from "../api.ts";
import { useShopChange } from "../use-shop-change.ts";

export type Queue = OrdersOutput["courseQueue"]["list"];
type Purchase = Queue["purchases"][number];

/** Course places that were paid for and wait for the office to say whose they are. */
export function CourseQueue({ queue }: { queue: Queue }) {
  const t = useTranslations("shop.queue");
  const [params] = useSearchParams();
  const onward = params.has("cursor");
  return (
    <Card title={t("title")} description={t("help")} flush>
      {queue.purchases.length === 0 ? (
        <EmptyState icon={GraduationCap} title={t("emptyTitle")} text={t("emptyText")} />
      ) : (
        <ul className="mt-3 divide-y divide-line border-line border-t">
          {queue.purchases.map((purchase) => (
            <WaitingPlace key={purchase.id} purchase={purchase} />
          ))}
        </ul>
      )}
      {(onward || queue.nextCursor) && (
        <nav aria-label={t("title")} className="flex justify-center gap-2 border-line border-t p-2">
          {onward && (
            <Link to="?" preventScrollReset className={buttonStyle("quiet", "small")}>
              {t("oldest")}
            </Link>
          )}
          {queue.nextCursor && (
            <Link
              to={`?cursor=${queue.nextCursor}`}
              preventScrollReset
              className={buttonStyle("quiet", "small")}
            >
              {t("following", { count: queue.waiting })}
            </Link>
          )}
        </nav>
      )}
    </Card>
  );
}

type Reason = keyof Messages["shop"]["queueReasons"];

function WaitingPlace({ purchase }: { purchase: Purchase }) {
  const t = useTranslations("shop.queue");
  const reasons = useTranslations("shop.queueReasons");
  const toast = useToast();
  const { send, busy } = useShopChange();
  const [chosen, setChosen] = useState<Entity | null>(null);
  const { id, version, schoolId } = purchase;
  const assign = async (person: { id: string; name: string }) => {
    const { problem } = await send("orders.courseQueue.assign", { id, version, personId: person.id });
    if (!problem) toast({ message: t("assigned", { name: person.name, course: purchase.courseName }) });
  };
  const dismiss = async () => {
    const { problem } = await send("orders.courseQueue.dismiss", { id, version });
    if (!problem) toast({ message: t("dismissed") });
  };
  const reason = purchase.reason as Reason;
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-3 px-4 py-3">
      <div className="min-w-56 flex-1">
        <div className="font-strong">
          <bdi>{purchase.courseName}</bdi>
        </div>
        <div className="text-muted text-small">
          {purchase.named && `${t("named", { name: purchase.named })} `}
          {reasons.has(reason) ? reasons(reason) : reason}
        </div>
        <div className="text-small">
          <TextLink to={`/orders/${schoolId}?order=${purchase.orderId}`}>{t("openOrder")}</TextLink>{" "}
          <span className="text-muted">
            <Moment iso={purchase.createdAt} />
          </span>
        </div>
      </div>
      <div className="flex w-full flex-wrap items-center gap-2 sm:w-auto">
        {purchase.suggestions.slice(0, 3).map((person) => (
          <Button key={person.id} size="small" icon={<UserRoundCheck />} onClick={() => assign(person)}>
            <bdi>{person.name}</bdi>
          </Button>
        ))}
        <div className="min-w-40 flex-1 sm:w-56 sm:flex-none">
          <EntityPicker
            aria-label={t("pick", { course: purchase.courseName })}
            placeholder={t("pickPlaceholder")}
            recentKey="pupils"
            load={findPupils}
            value={chosen ? [chosen] : []}
            onValueChange={([entity]) => setChosen(entity ?? null)}
          />
        </div>
        <Button
          size="small"
          tone="primary"
          disabled={!chosen}
          busy={busy === "orders.courseQueue.assign"}
          onClick={() => chosen && assign({ id: chosen.id, name: chosen.label })}
        >
          {t("assign")}
        </Button>
        <IconButton size="small" label={t("dismiss")} icon={<X />} onClick={dismiss} />
      </div>
    </li>
  );
}

async function findPupils(query: string, signal: AbortSignal): Promise<Entity[]> {
  const answer = await fetch(`/people/find?role=pupil&q=${encodeURIComponent(query)}`, { signal });
  if (!answer.ok) throw new Error(`The search answered ${answer.status}`);
  const { people } = (await answer.json()) as {
    people: { id: string; name: string; email: string | null }[];
  };
  return people.map(({ id, name, email }) => ({ id, label: name, ...(email && { detail: email }) }));
}
