import { useTranslations } from "use-intl";
import { Button } from "~/ui/button.tsx";
import { DateInput } from "~/ui/date-input.tsx";
import { Field } from "~/ui/field.tsx";
import { FormErrorSummary } from "~/ui/form-error-summary.tsx";
import { NumberInput } from "~/ui/number-input.tsx";
import { Sheet } from "~/ui/sheet.tsx";
import { TextInput } from "~/ui/text-input.tsx";
import { useToast } from "~/ui/toast.tsx";
import type { Course } from "../api.ts";
import { useFormProblem } from "../use-form-problem.ts";
import { useShopChange } from "../use-shop-change.ts";

type Props = { schoolId: string; course: Course | null; onClose: () => void };
const formId = "course-form";

/** A course: what it is called, what sells it, how many fit, when it is. */
export default function CourseForm({ schoolId, course, onClose }: Props) {
  const t = useTranslations("shop.courses");
  const common = useTranslations("common");
  const toast = useToast();
  const { send, busy } = useShopChange();
  const { errors, formError, setProblem } = useFormProblem();
  const submit = async (form: FormData) => {
    const values = valuesOf(form);
    const { problem } = course
      ? await send("courses.update", { id: course.id, version: course.version, ...values }, { quiet: true })
      : await send("courses.create", { schoolId, ...values }, { quiet: true });
    if (problem) return setProblem(problem);
    toast({ message: common("saved") });
    onClose();
  };
  return (
    <Sheet
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={course ? t("edit", { name: course.name }) : t("add")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button type="submit" form={formId} tone="primary" busy={busy !== null}>
            {common("save")}
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
          <TextInput defaultValue={course?.name} dir="auto" autoComplete="off" />
        </Field>
        <Field label={t("sku")} name="sku" help={t("skuHelp")} optional error={errors?.sku}>
          <TextInput defaultValue={course?.sku} dir="ltr" autoComplete="off" spellCheck={false} />
        </Field>
        <Field label={t("places")} name="places" help={t("placesHelp")} optional error={errors?.places}>
          <NumberInput defaultValue={course?.places ?? ""} min={1} />
        </Field>
        <div className="grid gap-5 sm:grid-cols-2">
          <Field label={t("startsOn")} name="startsOn" optional error={errors?.startsOn}>
            <DateInput defaultValue={course?.startsOn ?? ""} />
          </Field>
          <Field label={t("endsOn")} name="endsOn" optional error={errors?.endsOn}>
            <DateInput defaultValue={course?.endsOn ?? ""} />
          </Field>
        </div>
      </form>
    </Sheet>
  );
}

const valuesOf = (form: FormData) => ({
  name: String(form.get("name")),
  sku: String(form.get("sku")),
  places: form.get("places") ? Number(form.get("places")) : null,
  startsOn: String(form.get("startsOn")) || null,
  endsOn: String(form.get("endsOn")) || null,
});
