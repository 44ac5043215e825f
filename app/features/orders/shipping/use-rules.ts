import { useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import type { ShippingRule } from "#server/domains/orders/shipping/schema.ts";
import { useToast } from "~/ui/toast.tsx";
import type { SavedRules } from "../api.ts";
import { useShopChange } from "../use-shop-change.ts";
import { emptyRule, type RuleDraft, type RuleErrors, toDraft, toRule } from "./rule-draft.ts";

type Conflict = { server: SavedRules; changedBy: string | null; changedAt: string };

/** The rules being edited, on top of the version they were read in. */
export function useRules(saved: SavedRules) {
  const t = useTranslations("common");
  const toast = useToast();
  const { send, busy } = useShopChange();
  const [base, setBase] = useState(saved);
  const [drafts, setDrafts] = useState<RuleDraft[]>(() => saved.rules.map(toDraft));
  const [since] = useState(() => new Date());
  const [showErrors, setShowErrors] = useState(false);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const read = useMemo(() => drafts.map(toRule), [drafts]);
  const rules = useMemo(
    () => (read.every(({ rule }) => rule !== null) ? read.map(({ rule }) => rule as ShippingRule) : null),
    [read],
  );
  const dirty =
    JSON.stringify(rules) !== JSON.stringify(base.rules.map((rule) => toRule(toDraft(rule)).rule));

  const startFrom = (server: SavedRules) => {
    setBase(server);
    setDrafts(server.rules.map(toDraft));
    setConflict(null);
    setShowErrors(false);
  };
  const saveOn = async (version: number) => {
    if (!rules) return setShowErrors(true);
    const { answer, problem } = await send<SavedRules>(
      "orders.shippingRules.save",
      {
        schoolId: saved.schoolId,
        version,
        rules,
      },
      { quiet: true },
    );
    if (problem?.reason === "orders.version_stale") setConflict(problem.details as Conflict);
    else if (problem) toast({ tone: "bad", message: problem.reason });
    if (answer) {
      startFrom(answer);
      toast({ message: t("saved") });
    }
  };
  const edit = (next: RuleDraft[]) => setDrafts(next);
  return {
    drafts,
    rules,
    errors: read.map(({ errors }): RuleErrors | null => errors),
    showErrors,
    valid: rules !== null || !showErrors,
    dirty,
    busy: busy !== null,
    since,
    conflict,
    add: () => edit([...drafts, emptyRule(drafts.at(-1)?.currency ?? "EUR")]),
    change: (index: number, change: Partial<RuleDraft>) =>
      edit(drafts.map((one, at) => (at === index ? { ...one, ...change } : one))),
    move: (index: number, step: -1 | 1) => {
      const next = [...drafts];
      const [moved] = next.splice(index, 1);
      if (moved) next.splice(index + step, 0, moved);
      edit(next);
    },
    remove: (index: number) => edit(drafts.filter((_, at) => at !== index)),
    save: () => saveOn(base.version),
    force: () => conflict && saveOn(conflict.server.version),
    takeTheirs: () => conflict && startFrom(conflict.server),
    leaveConflict: () => setConflict(null),
  };
}
