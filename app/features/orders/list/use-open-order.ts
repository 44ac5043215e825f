import { useLocation, useNavigate, useSearchParams } from "@remix-run/react";
import { useCallback } from "react";
import type { OrderRow } from "#server/domains/orders/schema.ts";

type Opened = { openedHere?: boolean };

/**
 * The order whose details are open, by the address: it can be shared, and the browser's Back closes it. Moving from one
 * order to the next replaces the address, so that Back still leads out at once.
 */
export function useOpenOrder() {
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const location = useLocation();
  const orderId = params.get("order");
  const here = params.toString();

  const searchFor = useCallback(
    (id: string | null, edit = false): string => {
      const search = new URLSearchParams(here);
      search.delete("edit");
      if (id) search.set("order", id);
      else search.delete("order");
      if (edit) search.set("edit", "1");
      return search.size > 0 ? `?${search}` : "?";
    },
    [here],
  );
  const open = useCallback(
    (order: Pick<OrderRow, "id">, { edit = false, replace = false } = {}) => {
      const state: Opened = {
        openedHere: !replace || Boolean((location.state as Opened | null)?.openedHere),
      };
      navigate(searchFor(order.id, edit), { replace, preventScrollReset: true, state });
    },
    [navigate, searchFor, location.state],
  );
  const close = useCallback(() => {
    if ((location.state as Opened | null)?.openedHere) navigate(-1);
    else navigate(searchFor(null), { replace: true, preventScrollReset: true });
  }, [navigate, searchFor, location.state]);
  const hrefOf = useCallback((order: Pick<OrderRow, "id">) => searchFor(order.id), [searchFor]);
  const setEditing = useCallback(
    (edit: boolean) =>
      navigate(searchFor(orderId, edit), { replace: true, preventScrollReset: true, state: location.state }),
    [navigate, searchFor, orderId, location.state],
  );
  return { orderId, editing: params.get("edit") === "1", open, close, hrefOf, setEditing };
}

export type OpenOrder = ReturnType<typeof useOpenOrder>;
