import { ChevronDown, Search, TriangleAlert, X } from "lucide-react";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { orderStatuses } from "#server/domains/orders/words/schema.ts";
import { Button } from "~/ui/button.tsx";
import { cn } from "~/ui/cn.ts";
import { Menu } from "~/ui/menu.tsx";
import { Popover } from "~/ui/popover.tsx";
import { TextInput } from "~/ui/text-input.tsx";
import { isFiltered, newestFirst, readAddress } from "./list-address.ts";
import type { ListControl } from "./use-list-address.ts";

const DateFields = lazy(() => import("./date-fields.tsx"));

type FilterProps = { control: ListControl; stores: readonly { id: string; name: string }[] };

/** Search and filters; each stands in the address, so that a list can be shared and gone back to. */
export function OrderFilters({ control, stores }: FilterProps) {
  const t = useTranslations("orders.list");
  const { address, change } = control;
  return (
    <>
      <OrderSearch control={control} />
      <StatusFilter control={control} />
      {stores.length > 1 && <StoreFilter control={control} stores={stores} />}
      <DateFilter control={control} />
      <Button
        size="small"
        aria-pressed={address.stuck}
        icon={<TriangleAlert />}
        className={chipStyle(address.stuck)}
        onClick={() => change({ stuck: !address.stuck })}
      >
        {t("stuck")}
      </Button>
      {isFiltered(address) && (
        <Button
          size="small"
          tone="quiet"
          icon={<X />}
          onClick={() => change({ ...readAddress(new URLSearchParams()), sort: address.sort ?? newestFirst })}
        >
          {t("clear")}
        </Button>
      )}
    </>
  );
}

const chipStyle = (on: boolean) =>
  cn("rounded-full border-dashed shadow-none", on && "border-accent border-solid text-accent-text");

/** Milliseconds of silence on the keyboard before the address changes. */
const pause = 220;

function OrderSearch({ control }: { control: ListControl }) {
  const t = useTranslations("orders.list");
  const { address, change } = control;
  const [text, setText] = useState(address.query);
  const said = useRef(address.query);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const newest = useRef(change);
  newest.current = change;
  useEffect(() => () => clearTimeout(timer.current), []);
  // The address changed by itself (back, a view, "clear all"): the field follows.
  useEffect(() => {
    if (address.query === said.current) return;
    said.current = address.query;
    setText(address.query);
  }, [address.query]);
  const ask = (next: string) => {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      said.current = next.trim();
      newest.current({ query: next.trim() }, true);
    }, pause);
  };
  return (
    <div className="relative w-full sm:w-64 lg:w-72">
      <Search
        aria-hidden
        className="pointer-events-none absolute inset-y-0 start-2.5 my-auto size-4 text-muted"
      />
      <TextInput
        type="search"
        name="q"
        aria-label={t("search")}
        placeholder={t("searchPlaceholder")}
        value={text}
        onChange={(event) => ask(event.target.value)}
        className="ps-8"
      />
    </div>
  );
}

function StatusFilter({ control: { address, change } }: { control: ListControl }) {
  const t = useTranslations("orders");
  const words = address.status.map((one) => t(`status.${one}`));
  return (
    <Menu
      align="start"
      trigger={
        <Button size="small" className={chipStyle(words.length > 0)}>
          {words.length > 0 ? `${t("list.filterStatus")}: ${words.join(", ")}` : t("list.filterStatus")}
          <ChevronDown aria-hidden className="text-muted" />
        </Button>
      }
      entries={orderStatuses.map((one) => ({
        kind: "check",
        label: t(`status.${one}`),
        checked: address.status.includes(one),
        onChange: (on) =>
          change({
            status: orderStatuses.filter((status) => (status === one ? on : address.status.includes(status))),
          }),
      }))}
    />
  );
}

function StoreFilter({ control: { address, change }, stores }: FilterProps) {
  const t = useTranslations("orders.list");
  const chosen = stores.find(({ id }) => id === address.storeId);
  return (
    <Menu
      align="start"
      trigger={
        <Button size="small" className={chipStyle(chosen !== undefined)}>
          {chosen ? `${t("filterStore")}: ${chosen.name}` : t("filterStore")}
          <ChevronDown aria-hidden className="text-muted" />
        </Button>
      }
      entries={stores.map(({ id, name }) => ({
        kind: "check",
        label: name,
        checked: id === address.storeId,
        onChange: (on) => change({ storeId: on ? id : null }),
      }))}
    />
  );
}

function DateFilter({ control: { address, change } }: { control: ListControl }) {
  const t = useTranslations("orders.list");
  const words = useDateWords(address);
  return (
    <Popover
      label={t("filterDate")}
      trigger={
        <Button size="small" className={chipStyle(words !== null)}>
          {words ? `${t("filterDate")}: ${words}` : t("filterDate")}
          <ChevronDown aria-hidden className="text-muted" />
        </Button>
      }
    >
      <Suspense fallback={<div className="h-44" />}>
        <DateFields address={address} change={change} />
      </Suspense>
    </Popover>
  );
}

function useDateWords({ from, to }: ListControl["address"]): string | null {
  const t = useTranslations("orders.list");
  const format = useFormatter();
  const say = (day: string) =>
    format.dateTime(new Date(`${day}T12:00:00Z`), { day: "numeric", month: "short", timeZone: "UTC" });
  if (from && to) return t("between", { from: say(from), to: say(to) });
  if (from) return t("since", { from: say(from) });
  return to ? t("until", { to: say(to) }) : null;
}
