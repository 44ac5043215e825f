import { useTranslations } from "use-intl";
import { Button } from "~/ui/button.tsx";
import { SavedState } from "~/ui/edit-form.tsx";

export const editFormId = "order-edit";
export type EditState = { dirty: boolean; busy: boolean; version: number };

/** The foot of the form: the version, whether all is saved, and the two ways out. */
export default function OrderFoot({ state, onCancel }: { state: EditState; onCancel: () => void }) {
  const t = useTranslations();
  return (
    <>
      <span className="me-auto flex items-center gap-3">
        <span className="tabular text-muted text-small">
          {t("orders.drawer.version", { version: state.version })}
        </span>
        <SavedState dirty={state.dirty} saved={false} busy={state.busy} />
      </span>
      <Button onClick={onCancel}>{t("common.cancel")}</Button>
      <Button type="submit" form={editFormId} tone="primary" busy={state.busy} disabled={!state.dirty}>
        {t("orders.edit.save")}
      </Button>
    </>
  );
}
