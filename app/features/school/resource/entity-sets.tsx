import { Plus, X } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { NamedKind } from "#server/domains/school/names/schema.ts";
import { Button } from "~/ui/button.tsx";
import { IconButton } from "~/ui/icon-button.tsx";
import { EntityPicker } from "~/ui/picker/entity-picker.tsx";
import { useChoices } from "../school-data.ts";

type Props = {
  name: string;
  legend: string;
  help?: string;
  error: string | null;
  kinds: readonly NamedKind[];
  value: readonly (readonly string[])[];
};

/** Several lists of things, such as the sets of real rooms behind a virtual one. */
export function EntitySets({ name, legend, help, error, kinds, value }: Props) {
  const t = useTranslations("school.rooms");
  const entities = useChoices(kinds);
  const byId = new Map(entities.map((entity) => [entity.id, entity]));
  const [keys, setKeys] = useState(() => value.map((_, index) => index));
  return (
    <fieldset id={`field-${name}`} tabIndex={-1} className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1.5 font-strong text-small">{legend}</legend>
      {help && <p className="text-muted text-small">{help}</p>}
      {keys.map((key, index) => (
        <div key={key} className="flex items-start gap-1.5">
          <div className="min-w-0 flex-1">
            <EntityPicker
              name={`${name}.${key}`}
              multiple
              entities={entities}
              aria-label={t("realSet", { number: index + 1 })}
              placeholder={t("realSet", { number: index + 1 })}
              defaultValue={(value[key] ?? []).flatMap((id) => byId.get(id) ?? [])}
            />
          </div>
          <IconButton
            label={t("removeRealSet", { number: index + 1 })}
            icon={<X />}
            onClick={() => setKeys(keys.filter((one) => one !== key))}
          />
        </div>
      ))}
      <Button
        size="small"
        icon={<Plus />}
        className="self-start"
        onClick={() => setKeys([...keys, Math.max(-1, ...keys) + 1])}
      >
        {t("addRealSet")}
      </Button>
      {error && <p className="text-bad text-small">{error}</p>}
    </fieldset>
  );
}
