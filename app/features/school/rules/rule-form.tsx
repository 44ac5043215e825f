import { useState } from "react";
import { useTranslations } from "use-intl";
import { type RuleParam, ruleKindOf, ruleKinds } from "#server/domains/school/rules/kinds/schema.ts";
import type { RuleRow } from "#server/domains/school/rules/schema.ts";
import { Button } from "~/ui/button.tsx";
import { Sheet } from "~/ui/sheet.tsx";
import type { FieldSpec, Values } from "../resource/field-spec.ts";
import { ResourceForm } from "../resource/resource-form.tsx";
import { useSchoolData } from "../school-data.ts";
import { useRuleTitle } from "./rule-subject.tsx";

type Props = {
  row: RuleRow | null;
  /** Kind of a new rule, when the page shows one kind. */
  type?: string;
  /** Row a new rule is about, when the page shows the rules of one. */
  about?: string;
  onClose: () => void;
};

/** The form of a rule; for a new one the kind is chosen first. */
export function RuleForm({ row, type, about, onClose }: Props) {
  const titleOf = useRuleTitle();
  const [chosen, setChosen] = useState(row?.type ?? (ruleKindOf(type ?? "") ? type : undefined));
  const fields = useRuleFields(chosen ?? "");
  const start = useStart(chosen ?? "", about);
  if (!chosen) return <KindChoice onChoose={setChosen} onClose={onClose} />;
  const params = ruleKindOf(chosen)?.params ?? [];
  const shape = (values: Values): Values => {
    const { weight, active, comments, ...entered } = values;
    return {
      weight: weight ?? 100,
      active,
      comments,
      ...(row ? {} : { type: chosen }),
      ...(params.length > 0 || !row ? { params: { ...row?.params, ...entered } } : {}),
    };
  };
  return (
    <ResourceForm
      resource="rules"
      title={titleOf(chosen)}
      fields={fields}
      row={row ? { ...row.params, ...row, name: titleOf(row.type) } : null}
      initial={start}
      shape={shape}
      onClose={onClose}
    />
  );
}

function useRuleFields(type: string): FieldSpec[] {
  const t = useTranslations("school.rules");
  const kind = ruleKindOf(type);
  return [
    ...(kind?.params ?? []).map((param): FieldSpec => fieldOf(param, t("slotsHelp"))),
    {
      name: "weight",
      kind: "number",
      min: 0,
      max: 100,
      unit: "%",
      help: kind?.soft === false ? t("alwaysCompulsory") : t("weightHelp"),
    },
    { name: "active", kind: "check", help: t("activeHelp") },
    { name: "comments", kind: "long" },
  ];
}

function fieldOf(param: RuleParam, slotsHelp: string): FieldSpec {
  const { name } = param;
  switch (param.kind) {
    case "ref":
      return { name, kind: "entity", of: [param.of], multiple: param.list, required: true };
    case "integer":
      return { name, kind: "number", min: param.min, max: param.max, required: true };
    case "flag":
      return { name, kind: "check" };
    case "slots":
      return { name, kind: "slots", help: slotsHelp };
  }
}

/** Values of a new rule: usual numbers, and the row that the page is about in the field that fits it. */
function useStart(type: string, about: string | undefined): Values {
  const { choices } = useSchoolData();
  const kindOfAbout = choices.find((one) => one.id === about)?.kind;
  const values: Values = { weight: 100, active: true };
  for (const param of ruleKindOf(type)?.params ?? []) {
    if (param.kind === "integer" || param.kind === "flag") values[param.name] = param.start;
    else if (param.kind === "ref" && param.of === kindOfAbout)
      values[param.name] = param.list ? [about] : about;
  }
  return values;
}

function KindChoice({ onChoose, onClose }: { onChoose: (type: string) => void; onClose: () => void }) {
  const t = useTranslations("school.rules");
  const titleOf = useRuleTitle();
  return (
    <Sheet
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={t("new")}
      description={t("chooseKind")}
    >
      <ul className="flex flex-col gap-1">
        {ruleKinds.map(({ type }) => (
          <li key={type}>
            <Button
              tone="quiet"
              className="h-auto w-full justify-start whitespace-normal py-2 text-start"
              onClick={() => onChoose(type)}
            >
              {titleOf(type)}
            </Button>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
