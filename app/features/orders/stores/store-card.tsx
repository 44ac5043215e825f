import { CircleAlert, CircleCheck, Copy, Lock, Pencil, TriangleAlert, Unlink, Wrench } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { Moment } from "~/features/identity/moment.tsx";
import type { Messages } from "~/i18n/catalog.server.ts";
import { StatusBadge, type StatusTone } from "~/ui/badge.tsx";
import { Button } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { cn } from "~/ui/cn.ts";
import { ConfirmDialog } from "~/ui/confirm-dialog.tsx";
import { IconButton } from "~/ui/icon-button.tsx";
import { TextLink } from "~/ui/text-link.tsx";
import { useToast } from "~/ui/toast.tsx";
import type { StoreHealth, StoreRow } from "../api.ts";
import { useShopChange } from "../use-shop-change.ts";

type Props = { store: StoreRow; health: StoreHealth; onEdit: () => void };
const tones: Record<StoreRow["state"], StatusTone> = {
  connected: "good",
  refused: "bad",
  uninstalled: "warn",
};

/** One shop: whether it is heard, what waits, and what to do when it is not well. */
export function StoreCard({ store, health, onEdit }: Props) {
  const t = useTranslations("shop.stores");
  const toast = useToast();
  const { send, busy } = useShopChange();
  const repair = async () => {
    const { problem } = await send("orders.stores.repairNow", { id: store.id });
    if (!problem) toast({ message: t("repairing") });
  };
  return (
    <Card
      title={<bdi>{store.name}</bdi>}
      description={
        <bdi dir="ltr" className="font-mono">
          {store.domain}
        </bdi>
      }
      actions={<StatusBadge tone={tones[store.state]}>{t(`states.${store.state}`)}</StatusBadge>}
      footer={
        <div className="flex flex-wrap items-center gap-2">
          <Button size="small" icon={<Wrench />} busy={busy === "orders.stores.repairNow"} onClick={repair}>
            {t("repair")}
          </Button>
          <Button size="small" icon={<Pencil />} onClick={onEdit}>
            {t("change")}
          </Button>
          <Disconnect store={store} />
        </div>
      }
    >
      {health.trouble && <Trouble reason={health.trouble} />}
      <HealthFigures health={health} schoolId={store.schoolId} />
      <Secrets health={health} />
      <Subscriptions health={health} />
      {health.webhookUrl && <WebhookAddress url={health.webhookUrl} />}
    </Card>
  );
}

type TroubleKey = keyof Messages["shop"]["troubles"];

function Trouble({ reason }: { reason: string }) {
  const t = useTranslations("shop.troubles");
  const key = reason.replace(/^\w+\./, "") as TroubleKey;
  return (
    <p className="mb-3 flex items-start gap-2 rounded-control bg-bad-surface px-3 py-2 text-bad">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      {t.has(key) ? t(key) : reason}
    </p>
  );
}

function HealthFigures({ health, schoolId }: { health: StoreHealth; schoolId: string }) {
  const t = useTranslations("shop.stores");
  const format = useFormatter();
  const seconds = (ms: number) =>
    ms < 1_000
      ? format.number(ms, { style: "unit", unit: "millisecond", maximumFractionDigits: 0 })
      : format.number(ms / 1_000, { style: "unit", unit: "second", maximumFractionDigits: 1 });
  const never = <span className="text-subtle">{t("never")}</span>;
  const { lastEventAt, reconciledAt, medianMs, p95Ms } = health;
  return (
    <dl className="grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-3">
      <Fact label={t("lastEvent")}>{lastEventAt ? <Moment iso={lastEventAt} /> : never}</Fact>
      <Fact label={t("events")}>{format.number(health.events)}</Fact>
      <Fact label={t("waiting")} bad={health.lagSeconds > 60}>
        {health.waiting > 0
          ? t("waitingFor", { count: health.waiting, time: seconds(health.lagSeconds * 1_000) })
          : t("nothingWaits")}
      </Fact>
      <Fact label={t("speed")}>
        {medianMs === null
          ? never
          : t("speedValue", { median: seconds(medianMs), p95: seconds(p95Ms ?? medianMs) })}
      </Fact>
      <Fact label={t("failures")} bad={health.failures > 0}>
        {health.failures > 0 ? (
          <TextLink to={`/orders/${schoolId}/failures`}>{format.number(health.failures)}</TextLink>
        ) : (
          format.number(0)
        )}
      </Fact>
      <Fact label={t("reconciled")}>{reconciledAt ? <Moment iso={reconciledAt} /> : never}</Fact>
    </dl>
  );
}

const Fact = ({ label, bad, children }: { label: string; bad?: boolean; children: ReactNode }) => (
  <div className="min-w-0">
    <dt className="text-muted text-small">{label}</dt>
    <dd className={cn("tabular font-strong", bad && "text-bad")}>{children}</dd>
  </div>
);

/** Secrets are never shown again: only whether they are there. */
function Secrets({ health }: { health: StoreHealth }) {
  const t = useTranslations("shop.stores");
  return (
    <ul className="mt-4 flex flex-col gap-1 border-line border-t pt-3 text-small">
      <li className="flex items-center gap-2">
        <Lock aria-hidden className="size-4 shrink-0 text-muted" />
        {t("secretKept")}
      </li>
      <li className="flex items-center gap-2">
        <Lock aria-hidden className="size-4 shrink-0 text-muted" />
        {t(health.hasToken ? "tokenKept" : "tokenMissing")}
      </li>
    </ul>
  );
}

function Subscriptions({ health }: { health: StoreHealth }) {
  const t = useTranslations("shop.stores");
  const topics = Object.entries(health.subscriptions).sort(([a], [b]) => a.localeCompare(b));
  if (topics.length === 0) return null;
  const well = topics.filter(([, state]) => state === "registered").length;
  return (
    <details className="mt-3 border-line border-t pt-3 text-small" open={well < topics.length}>
      <summary>{t("subscriptions", { well, count: topics.length })}</summary>
      <ul className="mt-2 flex flex-col gap-1">
        {topics.map(([topic, state]) => {
          const good = state === "registered";
          const Icon = good ? CircleCheck : CircleAlert;
          return (
            <li key={topic} className="flex flex-wrap items-baseline gap-x-2">
              <Icon aria-hidden className={cn("size-3.5 self-center", good ? "text-good" : "text-bad")} />
              <bdi dir="ltr" className="font-mono">
                {topic}
              </bdi>
              <span className={good ? "text-muted" : "text-bad"}>
                {state === "registered" || state === "foreign" || state === "missing"
                  ? t(`topicStates.${state}`)
                  : state}
              </span>
            </li>
          );
        })}
      </ul>
    </details>
  );
}

function WebhookAddress({ url }: { url: string }) {
  const t = useTranslations("shop.stores");
  const toast = useToast();
  return (
    <div className="mt-3 border-line border-t pt-3 text-small">
      <div className="text-muted">{t("webhook")}</div>
      <div className="flex items-center gap-1">
        <bdi dir="ltr" className="min-w-0 break-all font-mono">
          {url}
        </bdi>
        <IconButton
          size="small"
          label={t("copyWebhook")}
          icon={<Copy />}
          onClick={() => void navigator.clipboard.writeText(url).then(() => toast({ message: t("copied") }))}
        />
      </div>
    </div>
  );
}

function Disconnect({ store }: { store: StoreRow }) {
  const t = useTranslations("shop.stores");
  const toast = useToast();
  const { send, busy } = useShopChange();
  const [asked, setAsked] = useState(false);
  const disconnect = async () => {
    const { problem } = await send("orders.stores.disconnect", { id: store.id, version: store.version });
    if (!problem) toast({ message: t("disconnected", { name: store.name }) });
    setAsked(false);
  };
  return (
    <>
      <Button size="small" tone="quiet" icon={<Unlink />} className="ms-auto" onClick={() => setAsked(true)}>
        {t("disconnect")}
      </Button>
      <ConfirmDialog
        open={asked}
        onOpenChange={setAsked}
        title={t("disconnectTitle", { name: store.name })}
        consequence={t("disconnectText")}
        confirmLabel={t("disconnect")}
        typeName={store.name}
        busy={busy !== null}
        onConfirm={disconnect}
      />
    </>
  );
}
