import { useTranslations } from "use-intl";
import { Button } from "~/ui/button.tsx";
import { Field } from "~/ui/field.tsx";
import { FormErrorSummary } from "~/ui/form-error-summary.tsx";
import { NumberInput } from "~/ui/number-input.tsx";
import { PasswordInput } from "~/ui/password-input.tsx";
import { Sheet } from "~/ui/sheet.tsx";
import { TextInput } from "~/ui/text-input.tsx";
import { useToast } from "~/ui/toast.tsx";
import type { StoreRow } from "../api.ts";
import { useFormProblem } from "../use-form-problem.ts";
import { useShopChange } from "../use-shop-change.ts";

type Props = { schoolId: string; store: StoreRow | null; onClose: () => void };
const formId = "store-form";
const usualDays = 5;

/** Connects a shop, or changes one. Secrets go in and never come out: an empty field leaves what is kept. */
export default function StoreForm({ schoolId, store, onClose }: Props) {
  const t = useTranslations("shop.stores");
  const common = useTranslations("common");
  const toast = useToast();
  const { send, busy } = useShopChange();
  const { errors, formError, setProblem } = useFormProblem();
  const submit = async (form: FormData) => {
    const { problem } = store
      ? await send("orders.stores.update", updateOf(form, store), { quiet: true })
      : await send("orders.stores.connect", { schoolId, ...connectionOf(form) }, { quiet: true });
    if (problem) return setProblem(problem);
    toast({ message: t(store ? "changed" : "connected", { name: String(form.get("name")) }) });
    onClose();
  };
  return (
    <Sheet
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={store ? t("changeTitle", { name: store.name }) : t("connectTitle")}
      description={store ? undefined : t("connectText")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button type="submit" form={formId} tone="primary" busy={busy !== null}>
            {store ? common("save") : t("connect")}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        className="flex flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          void submit(new FormData(event.currentTarget));
        }}
      >
        <FormErrorSummary errors={errors} formError={formError} />
        <Field label={t("name")} name="name" error={errors?.name}>
          <TextInput defaultValue={store?.name} dir="auto" autoComplete="off" />
        </Field>
        {!store && (
          <Field label={t("domain")} name="domain" help={t("domainHelp")} error={errors?.domain}>
            <TextInput
              dir="ltr"
              placeholder="my-school.myshopify.com"
              autoComplete="off"
              spellCheck={false}
            />
          </Field>
        )}
        <Field
          label={t("apiSecret")}
          name="apiSecret"
          optional={store !== null}
          help={t(store ? "secretStays" : "apiSecretHelp")}
          error={errors?.apiSecret}
        >
          <PasswordInput autoComplete="off" />
        </Field>
        <Field
          label={t("accessToken")}
          name="accessToken"
          optional
          help={t(store ? "secretStays" : "accessTokenHelp")}
          error={errors?.accessToken}
        >
          <PasswordInput autoComplete="off" />
        </Field>
        <Field
          label={t("stuckAfter")}
          name="stuckAfterDays"
          help={t("stuckAfterHelp")}
          error={errors?.stuckAfterDays}
        >
          <NumberInput defaultValue={store?.stuckAfterDays ?? usualDays} min={1} max={365} />
        </Field>
      </form>
    </Sheet>
  );
}

const text = (form: FormData, name: string): string => String(form.get(name) ?? "").trim();

function secretsOf(form: FormData) {
  const [apiSecret, accessToken] = [text(form, "apiSecret"), text(form, "accessToken")];
  return { ...(apiSecret && { apiSecret }), ...(accessToken && { accessToken }) };
}

const connectionOf = (form: FormData) => ({
  name: text(form, "name"),
  domain: text(form, "domain"),
  apiSecret: "",
  ...secretsOf(form),
  stuckAfterDays: Number(form.get("stuckAfterDays")),
});

const updateOf = (form: FormData, store: StoreRow) => ({
  id: store.id,
  version: store.version,
  name: text(form, "name"),
  ...secretsOf(form),
  stuckAfterDays: Number(form.get("stuckAfterDays")),
});
