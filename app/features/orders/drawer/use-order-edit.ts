import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import type { OrderConflict, OrderRow, UpdateOrderInput } from "#server/domains/orders/schema.ts";
import { CallError } from "~/lib/query/call.ts";
import { useToast } from "~/ui/toast.tsx";
import { changeOrders } from "../api.ts";
import { orderKeys, patchOrders } from "../list/order-cache.ts";
import { useProblemText } from "../problem-text.ts";
import {
  changesTo,
  clashing,
  type EditField,
  type EditValues,
  forcedUpdate,
  mergedUpdate,
  rebased,
  valuesOf,
} from "./edit-fields.ts";

type Picks = Readonly<Record<string, "yours" | "theirs">>;

/**
 * One person's edit of one order. It begins on the version they saw; a save is shown at once and taken back if it is
 * refused. A newer version is taken in by itself while nothing is typed; else the person is told and decides.
 */
export function useOrderEdit(schoolId: string, order: OrderRow, onSaved: () => void) {
  const [base, setBase] = useState(order);
  const [draft, setDraft] = useState<EditValues>(() => valuesOf(order));
  const [since, setSince] = useState(() => new Date());
  const [conflict, setConflict] = useState<OrderConflict | null>(null);
  const dirty = Object.keys(changesTo(valuesOf(base), draft)).length > 0;
  const newer = order.version > base.version;
  const { busy, problem, send, clearProblem } = useSave(schoolId, base, setConflict, (saved) => {
    setBase(saved); // nothing is typed any more that could be lost
    setDraft(valuesOf(saved));
    onSaved();
  });

  const moveTo = (server: OrderRow, keep = true) => {
    setDraft(keep ? rebased(valuesOf(base), draft, valuesOf(server)) : valuesOf(server));
    setBase(server);
    setConflict(null);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version that meets no typed text is simply shown
  useEffect(() => {
    if (newer && !dirty && !busy) moveTo(order);
  }, [order, newer, dirty, busy]);

  return {
    draft,
    base,
    since,
    dirty,
    busy,
    problem,
    conflict,
    /** Somebody saved a newer version under this draft: which fields both changed. */
    changed: newer && dirty && !busy ? { clash: clashing(valuesOf(base), draft, valuesOf(order)) } : null,
    set: <Field extends EditField>(field: Field, value: EditValues[Field]) => {
      if (!dirty) setSince(new Date());
      clearProblem();
      setDraft({ ...draft, [field]: value });
    },
    save: () => send({ id: order.id, version: base.version, ...changesTo(valuesOf(base), draft) }, draft),
    takeIn: () => moveTo(order),
    compare: (theirs: OrderConflict) => setConflict(theirs),
    refresh: () => conflict && moveTo(conflict.server, false),
    merge: (picks: Picks) => conflict && send(mergedUpdate(conflict.server, draft, picks), draft),
    force: () => conflict && send(forcedUpdate(conflict.server, base.version, draft), draft),
    leaveConflict: () => setConflict(null),
  };
}

export type OrderEdit = ReturnType<typeof useOrderEdit>;

function useSave(
  schoolId: string,
  base: OrderRow,
  onConflict: (conflict: OrderConflict | null) => void,
  onSaved: (saved: OrderRow) => void,
) {
  const t = useTranslations("orders.edit");
  const client = useQueryClient();
  const toast = useToast();
  const problemText = useProblemText();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const send = async (update: UpdateOrderInput, draft: EditValues) => {
    setBusy(true);
    setProblem(null);
    patchOrders(client, schoolId, [{ ...base, ...draft }]); // seen at once; the answer confirms it or takes it back
    try {
      const saved = await changeOrders("update", update);
      patchOrders(client, schoolId, [saved]);
      void client.invalidateQueries({ queryKey: orderKeys.order(schoolId, base.id) });
      void client.invalidateQueries({ queryKey: orderKeys.timeline(schoolId, base.id) });
      onConflict(null);
      toast({
        message: t(update.force ? "forced" : "saved", { number: saved.number, version: saved.version }),
      });
      onSaved(saved);
    } catch (error) {
      refuse(error);
    }
    setBusy(false);
  };

  const refuse = (error: unknown) => {
    const stale = error instanceof CallError && error.reason === "orders.version_stale";
    const details = stale ? (error.details as OrderConflict) : null;
    patchOrders(client, schoolId, [base, ...(details ? [details.server] : [])]);
    onConflict(details);
    if (details) return;
    const reason = problemText(error);
    setProblem(reason);
    toast({ tone: "bad", message: t("refused", { number: base.number, reason }) });
  };

  return { busy, problem, send, clearProblem: () => setProblem(null) };
}
