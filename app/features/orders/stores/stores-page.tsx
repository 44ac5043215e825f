import { Plus, ShoppingBag } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslations } from "use-intl";
import { useLiveRevalidate } from "~/lib/live/use-live.ts";
import { Button } from "~/ui/button.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import type { StoreHealth, StoreRow } from "../api.ts";
import { StoreCard } from "./store-card.tsx";

const StoreForm = lazy(() => import("./store-form.tsx"));

type Props = { schoolId: string; stores: { store: StoreRow; health: StoreHealth }[] };

/** The school's shops: how each fares, and connecting another. */
export function StoresPage({ schoolId, stores }: Props) {
  const t = useTranslations("shop.stores");
  useLiveRevalidate([`stores/${schoolId}`]);
  const [form, setForm] = useState<StoreRow | "new" | null>(null);
  const connect = (
    <Button tone="primary" icon={<Plus />} onClick={() => setForm("new")}>
      {t("connect")}
    </Button>
  );
  return (
    <>
      <PageHeader title={t("title")} description={t("help")} primary={stores.length > 0 && connect} />
      {stores.length === 0 ? (
        <EmptyState icon={ShoppingBag} title={t("emptyTitle")} text={t("emptyText")} action={connect} />
      ) : (
        <ul className="grid items-start gap-4 xl:grid-cols-2">
          {stores.map(({ store, health }) => (
            <li key={store.id}>
              <StoreCard store={store} health={health} onEdit={() => setForm(store)} />
            </li>
          ))}
        </ul>
      )}
      {form && (
        <Suspense fallback={null}>
          <StoreForm schoolId={schoolId} store={form === "new" ? null : form} onClose={() => setForm(null)} />
        </Suspense>
      )}
    </>
  );
}
