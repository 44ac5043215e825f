import { useTranslations } from "use-intl";
import { useViewer } from "~/root-data.ts";
import { ConflictDialog, type ConflictField } from "~/ui/conflict-dialog.tsx";
import { differing, type EditField, type EditValues, valuesOf } from "./edit-fields.ts";
import type { OrderEdit } from "./use-order-edit.ts";

/** Somebody saved first: both versions side by side, field by field, and three ways on. */
export function OrderConflictDialog({ edit }: { edit: OrderEdit }) {
  const t = useTranslations("orders");
  const viewer = useViewer();
  const say = useFieldValue();
  const { conflict, base, draft } = edit;
  if (!conflict) return null;
  const { server, changedBy, changedAt } = conflict;
  const touched = new Set(differing(valuesOf(base), draft));
  const fields = differing(draft, valuesOf(server)).map(
    (field): ConflictField => ({
      id: field,
      label: t(`edit.${field}`),
      yours: say(field, draft),
      theirs: say(field, valuesOf(server)),
      first: touched.has(field) ? "yours" : "theirs",
    }),
  );
  return (
    <ConflictDialog
      open
      onOpenChange={(open) => {
        if (!open) edit.leaveConflict();
      }}
      name={server.number}
      who={changedBy ?? t("edit.theShop")}
      when={new Date(changedAt)}
      you={{ name: viewer?.name ?? t("edit.you"), since: edit.since }}
      fields={fields}
      busy={edit.busy}
      onRefresh={edit.refresh}
      onMerge={edit.merge}
      onForce={edit.force}
    />
  );
}

/** A value in words; nothing for an empty text. */
function useFieldValue() {
  const t = useTranslations("orders.status");
  return (field: EditField, values: EditValues): string | null =>
    field === "status" ? t(values.status) : values[field].trim() || null;
}
