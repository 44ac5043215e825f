import { useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { useTranslations } from "use-intl";
import { useLive } from "~/lib/live/use-live.ts";
import { useMay } from "~/root-data.ts";
import { TabLinks } from "~/ui/tabs.tsx";
import { useWanted } from "~/ui/use-wanted.ts";
import { type OrdersOutput, readOrders } from "./api.ts";
import { useThrottled } from "./use-throttled.ts";

/** Most houses have one school: they need not load what switches. */
const SchoolSwitcher = lazy(() =>
  import("~/features/school/school-switcher.tsx").then((module) => ({ default: module.SchoolSwitcher })),
);

type Props = {
  schoolId: string;
  schools: readonly { id: string; name: string }[];
  overview: OrdersOutput["overview"];
};

/** The pages of a school's shop that this viewer is offered, with how much waits on each. */
export function OrderTabs({ schoolId, schools, overview }: Props) {
  const t = useTranslations("orders");
  const mayConfigure = useMay("orders.configure");
  const client = useQueryClient();
  const queryKey = ["orders", schoolId, "overview"];
  const readAgain = useThrottled(1_000, () => client.invalidateQueries({ queryKey }));
  useLive([`stores/${schoolId}`, `orders/${schoolId}`], (news) => {
    if ("resync" in news || !news.event.kind.startsWith("order.")) readAgain();
  });
  const { data } = useQuery({
    queryKey,
    queryFn: ({ signal }) => readOrders("overview", { schoolId }, signal),
    initialData: overview,
    staleTime: 30_000,
  });
  const switching = useWanted(schools.length > 1);
  const base = `/orders/${schoolId}`;
  const waiting = (count: number) => (count > 0 ? { count } : {});
  return (
    <>
      {schools.length > 1 && (
        <div className="min-h-[calc(var(--spacing-control)+0.75rem)]">
          {switching && (
            <Suspense fallback={null}>
              <SchoolSwitcher current={schoolId} schools={schools} to={(id) => `/orders/${id}`} />
            </Suspense>
          )}
        </div>
      )}
      <TabLinks
        label={t("title")}
        tabs={[
          { to: base, label: t("sections.orders"), end: true },
          ...(mayConfigure
            ? [
                { to: `${base}/failures`, label: t("sections.failures"), ...waiting(data.failures) },
                { to: `${base}/courses`, label: t("sections.courses"), ...waiting(data.waiting) },
                { to: `${base}/shipping`, label: t("sections.shipping") },
                { to: `${base}/stores`, label: t("sections.stores") },
              ]
            : []),
        ]}
      />
    </>
  );
}
