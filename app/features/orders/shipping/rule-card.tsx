import { ArrowDown, ArrowUp, Plus, Trash2, X } from "lucide-react";
import { useTranslations } from "use-intl";
import { Button } from "~/ui/button.tsx";
import { Field } from "~/ui/field.tsx";
import { IconButton } from "~/ui/icon-button.tsx";
import { Select } from "~/ui/select.tsx";
import { TextInput } from "~/ui/text-input.tsx";
import {
  emptyStep,
  type RuleDraft,
  type RuleErrors,
  type RuleKind,
  ruleKinds,
  usesSteps,
} from "./rule-draft.ts";

type Props = {
  draft: RuleDraft;
  /** Counted from one: rules are looked at in this order. */
  place: number;
  last: boolean;
  errors: RuleErrors | null | undefined;
  onChange: (change: Partial<RuleDraft>) => void;
  onMove: (step: -1 | 1) => void;
  onRemove: () => void;
};

/** One rule: where it applies, and what it takes. */
export function RuleCard({ draft, place, last, errors, onChange, onMove, onRemove }: Props) {
  const t = useTranslations("shop.shipping");
  const say = useErrorText();
  const field = (name: string) => `${name}-${draft.key}`;
  return (
    <fieldset className="rounded-card border border-line bg-surface px-4 pb-4">
      <legend className="sr-only">{t("ruleNumber", { number: place })}</legend>
      <div className="flex items-center gap-1 py-2">
        <span className="tabular me-auto text-muted text-small">{t("ruleNumber", { number: place })}</span>
        <IconButton
          size="small"
          label={t("up")}
          icon={<ArrowUp />}
          disabled={place === 1}
          onClick={() => onMove(-1)}
        />
        <IconButton
          size="small"
          label={t("down")}
          icon={<ArrowDown />}
          disabled={last}
          onClick={() => onMove(1)}
        />
        <IconButton size="small" label={t("removeRule")} icon={<Trash2 />} onClick={onRemove} />
      </div>
      <div className="grid gap-4 sm:grid-cols-[1fr_12rem_7rem]">
        <Field label={t("name")} name={field("name")} error={say(errors?.name)}>
          <TextInput
            dir="auto"
            maxLength={80}
            value={draft.name}
            onChange={(event) => onChange({ name: event.target.value })}
          />
        </Field>
        <Field label={t("kind")} name={field("kind")}>
          <Select value={draft.kind} onChange={(event) => onChange({ kind: event.target.value as RuleKind })}>
            {ruleKinds.map((kind) => (
              <option key={kind} value={kind}>
                {t(`kinds.${kind}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t("currency")} name={field("currency")} error={say(errors?.currency)}>
          <TextInput
            dir="ltr"
            maxLength={3}
            value={draft.currency}
            onChange={(event) => onChange({ currency: event.target.value.toUpperCase() })}
          />
        </Field>
      </div>
      {usesSteps(draft.kind) && <Steps draft={draft} error={say(errors?.steps)} onChange={onChange} />}
      <div className="mt-4 grid gap-4 sm:grid-cols-2">
        {draft.kind === "flat" && (
          <Field label={t("fee")} name={field("fee")} error={say(errors?.fee)}>
            <TextInput
              dir="ltr"
              inputMode="decimal"
              className="tabular"
              value={draft.fee}
              onChange={(event) => onChange({ fee: event.target.value })}
            />
          </Field>
        )}
        {draft.kind !== "free" && (
          <Field
            label={t("freeFrom")}
            name={field("freeFrom")}
            help={t("freeFromHelp")}
            optional
            error={say(errors?.freeFrom)}
          >
            <TextInput
              dir="ltr"
              inputMode="decimal"
              className="tabular"
              value={draft.freeFrom}
              onChange={(event) => onChange({ freeFrom: event.target.value })}
            />
          </Field>
        )}
        <Field
          label={t("countries")}
          name={field("countries")}
          help={t("countriesHelp")}
          optional
          error={say(errors?.countries)}
        >
          <TextInput
            dir="ltr"
            placeholder="GB, IE"
            value={draft.countries}
            onChange={(event) => onChange({ countries: event.target.value })}
          />
        </Field>
        <Field label={t("zones")} name={field("zones")} help={t("zonesHelp")} optional>
          <TextInput
            dir="auto"
            value={draft.zones}
            onChange={(event) => onChange({ zones: event.target.value })}
          />
        </Field>
      </div>
    </fieldset>
  );
}

function useErrorText() {
  const t = useTranslations("shop.fieldErrors");
  return (key: string | undefined): string | null => (key ? t(key as "required") : null);
}

type StepsProps = { draft: RuleDraft; error: string | null; onChange: Props["onChange"] };

function Steps({ draft, error, onChange }: StepsProps) {
  const t = useTranslations("shop.shipping");
  const change = (key: string, next: Partial<RuleDraft["steps"][number]>) =>
    onChange({ steps: draft.steps.map((step) => (step.key === key ? { ...step, ...next } : step)) });
  const upTo = t(draft.kind === "weight" ? "upToWeight" : "upToTotal", { currency: draft.currency });
  const fee = t("stepFee", { currency: draft.currency });
  return (
    <div className="mt-4">
      <table className="w-full max-w-md">
        <thead>
          <tr className="text-start text-muted text-small">
            <th scope="col" className="pb-1 text-start font-normal">
              {upTo}
            </th>
            <th scope="col" className="pb-1 text-start font-normal">
              {fee}
            </th>
            <th scope="col">
              <span className="sr-only">{t("removeStep")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {draft.steps.map((step, index) => (
            <tr key={step.key}>
              <td className="pe-2 pb-1.5">
                <TextInput
                  dir="ltr"
                  inputMode="decimal"
                  className="tabular"
                  aria-label={upTo}
                  placeholder={index === draft.steps.length - 1 ? t("openAbove") : undefined}
                  value={step.upTo}
                  onChange={(event) => change(step.key, { upTo: event.target.value })}
                />
              </td>
              <td className="pe-1 pb-1.5">
                <TextInput
                  dir="ltr"
                  inputMode="decimal"
                  className="tabular"
                  aria-label={fee}
                  value={step.fee}
                  onChange={(event) => change(step.key, { fee: event.target.value })}
                />
              </td>
              <td className="w-8 pb-1.5">
                <IconButton
                  size="small"
                  label={t("removeStep")}
                  icon={<X />}
                  disabled={draft.steps.length === 1}
                  onClick={() => onChange({ steps: draft.steps.filter(({ key }) => key !== step.key) })}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {error && (
        <p role="alert" className="text-bad text-small">
          {error}
        </p>
      )}
      <Button
        size="small"
        tone="quiet"
        icon={<Plus />}
        onClick={() => onChange({ steps: [...draft.steps, emptyStep()] })}
      >
        {t("addStep")}
      </Button>
    </div>
  );
}
