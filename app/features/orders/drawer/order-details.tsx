import { CircleAlert, Link2, Mail, Smartphone } from "lucide-react";
import type { ReactNode } from "react";
import { useFormatter, useTranslations } from "use-intl";
import type { OrderDetails } from "#server/domains/orders/schema.ts";
import type { Messages } from "~/i18n/catalog.server.ts";
import { useMay } from "~/root-data.ts";
import { TextLink } from "~/ui/text-link.tsx";
import { useFailureReason } from "../failures/failure-reason.ts";
import { useMoney } from "../money.ts";
import { OrderStatusBadge, TroubleBadge } from "../status-badge.tsx";
import { OrderSums } from "./order-sums.tsx";
import { OrderSync } from "./order-sync.tsx";

/** What an order is: how it stands and why, who, what, how much, how it travels. */
export function OrderDetailsView({ order }: { order: OrderDetails }) {
  return (
    <>
      <Standing order={order} />
      <Customer order={order} />
      <Lines order={order} />
      <Money order={order} />
      <Delivery order={order} />
      <Notes order={order} />
      <OrderSync order={order} />
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1.5 text-body">{title}</h3>
      {children}
    </section>
  );
}

type Reason = keyof Messages["orders"]["reasons"];
type ShopWord = keyof Messages["orders"]["shopWords"];

function Standing({ order }: { order: OrderDetails }) {
  const t = useTranslations("orders");
  const failureOf = useFailureReason();
  const mayConfigure = useMay("orders.configure");
  const shopWord = (word: string): string =>
    t.has(`shopWords.${word as ShopWord}`) ? t(`shopWords.${word as ShopWord}`) : word;
  const reason = order.statusReason as Reason;
  const { financial, fulfillment } = order.externalStatus;
  return (
    <div className="rounded-card border border-line bg-surface px-4 py-3">
      <div className="flex flex-wrap items-center gap-2">
        <OrderStatusBadge status={order.status} />
        <TroubleBadge order={order} />
        <span className="text-muted text-small">{order.storeName}</span>
      </div>
      <p className="mt-2 text-small">
        {t("drawer.whyStatus", { reason: t.has(`reasons.${reason}`) ? t(`reasons.${reason}`) : reason })}
      </p>
      <p className="text-muted text-small">
        {t("drawer.inShop", {
          financial: shopWord(financial || "none"),
          fulfillment: shopWord(fulfillment || "unfulfilled"),
        })}
      </p>
      {order.problem && (
        <p className="mt-2 flex items-start gap-1.5 text-bad text-small">
          <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          <span>
            {t("drawer.notTold", { reason: failureOf({ error: order.problem, details: {} }) })}{" "}
            {mayConfigure && (
              <TextLink to={`/orders/${order.schoolId}/failures`}>{t("drawer.toFailures")}</TextLink>
            )}
          </span>
        </p>
      )}
    </div>
  );
}

function Customer({ order }: { order: OrderDetails }) {
  const t = useTranslations("orders");
  const format = useFormatter();
  const { address } = order;
  const place = address
    ? [
        address.line1,
        address.line2,
        [address.postcode, address.city].filter(Boolean).join(" "),
        address.zone,
        address.country,
      ]
    : [];
  return (
    <Part title={t("drawer.customer")}>
      {order.redactedAt ? (
        <p className="text-muted">
          {t("drawer.redacted", { at: format.dateTime(new Date(order.redactedAt), { dateStyle: "medium" }) })}
        </p>
      ) : (
        <div className="flex flex-col gap-1">
          <span className="font-strong">
            <bdi>{order.customerName || t("noName")}</bdi>
          </span>
          {order.customerEmail && (
            <a
              href={`mailto:${order.customerEmail}`}
              className="inline-flex items-center gap-1.5 text-accent-text hover:underline"
            >
              <Mail aria-hidden className="size-3.5 shrink-0" />
              <bdi className="break-all">{order.customerEmail}</bdi>
            </a>
          )}
          {order.customerPhone && (
            <a
              href={`tel:${order.customerPhone}`}
              className="inline-flex items-center gap-1.5 text-accent-text hover:underline"
            >
              <Smartphone aria-hidden className="size-3.5 shrink-0" />
              <bdi>{order.customerPhone}</bdi>
            </a>
          )}
          {address && (
            <address className="mt-1 whitespace-pre-line text-muted not-italic">
              <bdi>
                {[address.name === order.customerName ? "" : address.name, ...place]
                  .filter(Boolean)
                  .join("\n")}
              </bdi>
            </address>
          )}
          {order.customerNote && (
            <p className="mt-1 border-line-strong border-s-2 ps-3">
              <bdi>{order.customerNote}</bdi>
            </p>
          )}
          <Pairs pairs={order.attributes} />
        </div>
      )}
    </Part>
  );
}

const Pairs = ({ pairs }: { pairs: readonly { name: string; value: string }[] }) =>
  pairs.length > 0 && (
    <dl className="mt-1 grid grid-cols-[auto_1fr] gap-x-3 text-small">
      {pairs.map(({ name, value }) => (
        <div key={name} className="contents">
          <dt className="text-muted">
            <bdi>{name}</bdi>
          </dt>
          <dd className="break-words">
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );

function Lines({ order }: { order: OrderDetails }) {
  const t = useTranslations("orders.drawer");
  const money = useMoney();
  const { currency } = order.total;
  return (
    <Part title={t("lines")}>
      <ul className="divide-y divide-line rounded-card border border-line">
        {order.lines.map((line) => (
          <li key={line.id} className="flex gap-3 px-3 py-2">
            <span className="tabular w-8 shrink-0 text-muted">{line.quantity} ×</span>
            <span className="min-w-0 flex-1">
              <span className="block break-words">
                <bdi>
                  {line.title}
                  {line.variant && <span className="text-muted"> · {line.variant}</span>}
                </bdi>
              </span>
              {line.sku && (
                <bdi className="font-mono text-caption text-subtle">{t("sku", { sku: line.sku })}</bdi>
              )}
              <Pairs pairs={line.properties} />
            </span>
            <span className="tabular shrink-0 text-end">
              {money({ amount: line.price * line.quantity - line.discount, currency })}
              {line.quantity > 1 && (
                <span className="block text-caption text-muted">
                  {money({ amount: line.price, currency })} {t("each")}
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Money({ order }: { order: OrderDetails }) {
  const t = useTranslations("orders.drawer");
  return (
    <Part title={t("money")}>
      <OrderSums order={order} />
    </Part>
  );
}

function Delivery({ order }: { order: OrderDetails }) {
  const t = useTranslations("orders");
  const format = useFormatter();
  const say = (at: string) => format.dateTime(new Date(at), { dateStyle: "medium", timeStyle: "short" });
  return (
    <Part title={t("drawer.delivery")}>
      {order.trackingNumber ? (
        <p className="flex flex-wrap items-center gap-x-2">
          <span>{order.trackingCompany}</span>
          <bdi className="tabular break-all font-mono text-small">{order.trackingNumber}</bdi>
          {order.trackingUrl && (
            <a
              href={order.trackingUrl}
              target="_blank"
              rel="noreferrer"
              className="inline-flex items-center gap-1 text-accent-text hover:underline"
            >
              {t("drawer.openTracking")}
              <Link2 aria-hidden className="size-3.5" />
            </a>
          )}
        </p>
      ) : (
        <p className="text-muted">{t("noTracking")}</p>
      )}
      {order.shippedAt && (
        <p className="text-muted text-small">{t("drawer.shippedAt", { at: say(order.shippedAt) })}</p>
      )}
      {order.deliveredAt && (
        <p className="text-muted text-small">{t("drawer.deliveredAt", { at: say(order.deliveredAt) })}</p>
      )}
    </Part>
  );
}

function Notes({ order }: { order: OrderDetails }) {
  const t = useTranslations("orders.drawer");
  return (
    <Part title={t("notes")}>
      {order.notes ? (
        <p className="whitespace-pre-line break-words">
          <bdi>{order.notes}</bdi>
        </p>
      ) : (
        <p className="text-muted">{t("noNotes")}</p>
      )}
    </Part>
  );
}
