import { useTranslations } from "use-intl";
import type { RuleRow } from "#server/domains/school/rules/schema.ts";
import { NumberInput } from "~/ui/number-input.tsx";
import { useToast } from "~/ui/toast.tsx";
import { useChange } from "../change.ts";
import { useErrorText, useReasonText } from "../resource/texts.ts";

/** How much a rule weighs, in its line: Enter or leaving the field saves, Escape takes it back. */
export function WeightInput({ rule, fixed }: { rule: RuleRow; fixed: boolean }) {
  const t = useTranslations("school.rules");
  const common = useTranslations("common");
  const toast = useToast();
  const errorText = useErrorText();
  const reasonText = useReasonText();
  const { busy, send } = useChange(({ problem }) => {
    if (!problem) return toast({ message: common("saved") });
    const [field] = Object.values(problem.fields);
    toast({ tone: "bad", message: field ? errorText(field) : reasonText(problem.reason) });
  });
  const save = (text: string) => {
    const weight = Number(text);
    if (text.trim() === "" || weight === rule.weight) return;
    send({ resource: "rules", intent: "update", id: rule.id, version: rule.version, values: { weight } });
  };
  if (fixed && rule.weight === 100)
    return (
      <span title={t("alwaysCompulsory")} className="tabular text-muted">
        100 %
      </span>
    );
  return (
    <NumberInput
      key={rule.version}
      aria-label={t("weight")}
      min={0}
      max={100}
      step="any"
      unit="%"
      readOnly={busy}
      defaultValue={rule.weight}
      className="ms-auto w-24"
      onBlur={(event) => save(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === "Escape") event.currentTarget.value = String(rule.weight);
        if (event.key === "Enter" || event.key === "Escape") event.currentTarget.blur(); // leaving is what saves
      }}
    />
  );
}
