import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Tag, Trash2 } from "lucide-react";
import { lazy, memo, Suspense, useState } from "react";
import { useTranslations } from "use-intl";
import type { OrderView } from "#server/domains/orders/views/schema.ts";
import { FilterLinks } from "~/features/identity/filter-links.tsx";
import { callMutation, callQuery } from "~/lib/query/call.ts";
import { useMay } from "~/root-data.ts";
import { Button } from "~/ui/button.tsx";
import { IconButton } from "~/ui/icon-button.tsx";
import { useToast } from "~/ui/toast.tsx";
import { useWanted } from "~/ui/use-wanted.ts";
import { useProblemText } from "../problem-text.ts";
import { readAddress, writeAddress } from "./list-address.ts";
import type { OrdersPageData } from "./load-orders.server.ts";
import { orderKeys } from "./order-cache.ts";
import { builtInViews, isBuiltIn, isShown } from "./saved-views.ts";
import type { useColumns } from "./use-columns.ts";
import type { ListControl } from "./use-list-address.ts";

const SaveView = lazy(() => import("./save-view.tsx"));

type ViewsProps = {
  data: OrdersPageData;
  control: ListControl;
  columns: ReturnType<typeof useColumns>;
};

/** Ways to look at the list, under names: four that everybody needs, the school's and one's own. */
export const OrderViews = memo(function OrderViews({ data, control, columns }: ViewsProps) {
  const t = useTranslations("orders.views");
  const [saving, setSaving] = useState(false);
  const wanted = useWanted(saving);
  const { views, remove, saveOver, busy } = useSavedViews(data);
  const here = writeAddress(control.address).toString();
  const current = views.find((view) => isShown(view, here, columns.shown));
  const known = current !== undefined || isBuiltIn(here);
  const changed = useViewBefore(views, current, known);
  const mayChange = useMay("orders.edit") || !changed?.shared;
  const definition = { search: here, columns: [...columns.shown] };
  const linkTo = (search: string) => {
    const params = control.searchOf(readAddress(new URLSearchParams(search)));
    return params.size > 0 ? `?${params}` : "?";
  };
  return (
    <div className="no-print mb-2 flex items-center gap-1">
      <FilterLinks
        label={t("label")}
        links={[
          ...builtInViews.map(({ id, address }) => {
            const search = writeAddress(address).toString();
            return { label: t(id), to: linkTo(search), current: search === here };
          }),
          ...views.map((view) => ({
            label: view.name,
            to: linkTo(view.definition.search),
            current: view === current,
            onFollow: () => columns.show(view.definition.columns),
          })),
        ]}
      />
      {current && (
        <IconButton size="small" label={t("remove")} icon={<Trash2 />} onClick={() => remove(current)} />
      )}
      {changed && mayChange && (
        <Button size="small" tone="quiet" busy={busy} onClick={() => saveOver(changed, definition)}>
          {t("update", { name: changed.name })}
        </Button>
      )}
      {!known && (
        <Button size="small" tone="quiet" icon={<Tag />} onClick={() => setSaving(true)}>
          {t("save")}
        </Button>
      )}
      {wanted && (
        <Suspense fallback={null}>
          <SaveView open={saving} onOpenChange={setSaving} schoolId={data.schoolId} definition={definition} />
        </Suspense>
      )}
    </div>
  );
});

/** The saved view from which somebody went on filtering: what is looked at now may be saved over it. */
function useViewBefore(
  views: readonly OrderView[],
  current: OrderView | undefined,
  known: boolean,
): OrderView | undefined {
  const [before, setBefore] = useState<string | null>(null);
  const next = current?.id ?? (known ? null : before);
  if (next !== before) setBefore(next);
  return known ? undefined : views.find(({ id }) => id === before);
}

function useSavedViews({ schoolId, views }: OrdersPageData) {
  const t = useTranslations("orders.views");
  const client = useQueryClient();
  const toast = useToast();
  const problemText = useProblemText();
  const { data } = useQuery({
    queryKey: orderKeys.views(schoolId),
    queryFn: ({ signal }) => callQuery<OrderView[]>("orders.views.list", { schoolId }, signal),
    initialData: views,
  });
  const [busy, setBusy] = useState(false);
  const saveOver = async ({ name, shared }: OrderView, definition: OrderView["definition"]) => {
    setBusy(true);
    try {
      await callMutation("orders.views.save", { schoolId, name, shared, definition });
      await client.invalidateQueries({ queryKey: orderKeys.views(schoolId) });
      toast({ message: t("saved", { name }) });
    } catch (problem) {
      toast({ tone: "bad", message: problemText(problem) });
    }
    setBusy(false);
  };
  const remove = async (view: OrderView) => {
    try {
      await callMutation("orders.views.remove", { id: view.id });
      toast({ message: t("removed", { name: view.name }) });
    } catch (problem) {
      toast({ tone: "bad", message: problemText(problem) });
    }
    await client.invalidateQueries({ queryKey: orderKeys.views(schoolId) });
  };
  return { views: data, remove, saveOver, busy };
}
